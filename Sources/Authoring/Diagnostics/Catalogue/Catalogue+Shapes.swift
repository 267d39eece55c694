extension Catalogue {
  static let shapes: [CatalogueEntry] = []
}
