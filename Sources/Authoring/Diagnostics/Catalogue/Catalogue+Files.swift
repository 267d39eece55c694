extension Catalogue {
  static let files: [CatalogueEntry] = []
}
