import Simulation

/// How a voice sounds and what it answers to (format.md, "Voices").
struct VoiceManner {
  let sounds: String
  let underStress: String
  let helps: String
  let inflames: String

  init(_ voice: Voice) {
    switch voice {
    case .harmonizer:
      sounds = "\"I feel...\""
      underStress = "over-apologises and takes the blame"
      helps = "warmth, the name, the person before the problem"
      inflames = "cold facts first"
    case .thinker:
      sounds = "\"What are my options, by when?\""
      underStress = "attacks over order and time"
      helps = "facts, steps and an exact time"
      inflames = "vagueness and lateness"
    case .persister:
      sounds = "\"You should... I believe...\""
      underStress = "preaches"
      helps = "asking their view and keeping your word"
      inflames = "waving the principle away"
    case .rebel:
      sounds = "\"I hate this!\", \"wow\""
      underStress = "blames: \"yes, but...\""
      helps = "lightness and brevity"
      inflames = "scolding and a script voice"
    case .promoter:
      sounds = "\"Bottom line?\""
      underStress = "threatens to leave and manipulates"
      helps = "acting now"
      inflames = "long empathy and hold music"
    case .imaginer:
      sounds = "\"Just tell me what to do.\""
      underStress = "withdraws and goes silent"
      helps = "one clear instruction at a time"
      inflames = "many questions"
    }
  }
}
