extension Catalogue {
  static let values: [CatalogueEntry] = []
}
