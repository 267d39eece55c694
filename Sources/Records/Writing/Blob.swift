import Foundation
import GRDB

extension [UInt8] {
  /// These bytes as a value of the database.
  var blob: DatabaseValue { Data(self).databaseValue }
}
