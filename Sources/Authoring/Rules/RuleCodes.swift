extension DiagnosticCode {
  // UM05: errors of behaviour, which only a proof shows.
  package static let deadEnd = DiagnosticCode(501)
  package static let noPatience = DiagnosticCode(502)
  package static let allCritical = DiagnosticCode(503)
  package static let criticalPays = DiagnosticCode(504)
  package static let nothingApplies = DiagnosticCode(505)
  package static let flatScore = DiagnosticCode(506)

  // UM06: what the file says and what plays come to.
  package static let unreachableScene = DiagnosticCode(602)
  package static let unreachableChoice = DiagnosticCode(603)
  package static let unreachableEnding = DiagnosticCode(604)
  package static let unreachableLine = DiagnosticCode(605)
  package static let endlessLoop = DiagnosticCode(606)
  package static let unusedFlag = DiagnosticCode(607)
  package static let unsetFlag = DiagnosticCode(608)
  package static let unsetFact = DiagnosticCode(609)
  package static let stillMeter = DiagnosticCode(610)
  package static let alwaysTrue = DiagnosticCode(611)
  package static let alwaysFalse = DiagnosticCode(612)
  package static let sameChoices = DiagnosticCode(613)
  package static let sharedExample = DiagnosticCode(614)
  package static let meterNamedLikeCriterion = DiagnosticCode(615)
  package static let missingReason = DiagnosticCode(616)

  // UM07: what plays are worth.
  package static let onlyCriticalChoices = DiagnosticCode(701)
  package static let spendAboveLimits = DiagnosticCode(702)
  package static let unusedCriterion = DiagnosticCode(703)
  package static let narrowCriterion = DiagnosticCode(704)
  package static let criteriaTogether = DiagnosticCode(705)
  package static let equalChoices = DiagnosticCode(706)
  package static let bestIsLongest = DiagnosticCode(707)
  package static let bestIsFirst = DiagnosticCode(708)
  package static let passOutOfReach = DiagnosticCode(709)
  package static let passByClicking = DiagnosticCode(710)
  package static let voiceCannotPass = DiagnosticCode(711)
  package static let endingsUpsideDown = DiagnosticCode(712)
  package static let neutralGift = DiagnosticCode(713)
  package static let silenceNeverWorse = DiagnosticCode(714)
  package static let voicesAlike = DiagnosticCode(715)
  package static let misfortunePays = DiagnosticCode(716)
  package static let emptyNeed = DiagnosticCode(717)
  package static let criticalPaysLater = DiagnosticCode(718)

  // UM08: notes about the check itself.
  package static let notDecided = DiagnosticCode(801)
}
