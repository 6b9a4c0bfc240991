#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::store {

// Short pieces ("grams") of texts, so that a database finds any part of any text by its index: a Chinese name has two
// characters as often as three, which the databases' own indexes of three find nothing for. Source of the sizes: one
// and two characters for Chinese; four for numbers, whose pairs of figures are in every case.

using Grams = std::set<std::string>;

/// As texts are compared: folded, small letters, no white space, no hyphens ("２０２６-000123-x" -> "2026000123x").
[[nodiscard]] std::string searchable(std::string_view text);

/// Of a number or a name: single characters too.
void addGramsOfKey(std::string_view text, Grams& grams);
/// How a name is read: readings of each character with their beginnings, first letters of neighbours.
void addGramsOfSound(std::string_view name, Grams& grams);
/// Of what stands on a page, line by line.
void addGramsOfWords(std::string_view line, Grams& grams);

/// What every case that holds the text has in the index; empty for an empty text.
[[nodiscard]] Grams gramsOfQuestion(std::string_view text);
/// One of them is of every name that sounds like the letters (two at least); empty for what are not letters alone.
[[nodiscard]] Grams soundsOfQuestion(std::string_view letters);

}  // namespace daiban::store
