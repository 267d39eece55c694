import ArgumentParser

@main
struct Undermat: ParsableCommand {
}
