extension Catalogue {
  static let expressions: [CatalogueEntry] = []
}
