#pragma once

#include <string>

#include "printing/labels/Label.h"

namespace daiban::printing {

/// Ansi: black on white whatever the terminal's own colours are. DarkTerminal: no escape sequences, light modules are
/// drawn, for a terminal with a dark background. LightTerminal: the same, dark modules are drawn.
enum class TerminalInk { Ansi, DarkTerminal, LightTerminal };

/// The QR code in half-block characters with its quiet zone, so that a phone reads it off the terminal, and beside it
/// what it is: 19 lines of 37 columns and the text. UTF-8, every line ended.
[[nodiscard]] std::string labelForTerminal(const LabelContent& content, TerminalInk ink = TerminalInk::Ansi);

}  // namespace daiban::printing
