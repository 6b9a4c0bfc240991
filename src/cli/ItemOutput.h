#pragma once

#include "base/Json.h"
#include "cases/items/Item.h"

namespace daiban::cli {

class Context;

[[nodiscard]] base::Json toJson(const cases::Item& item);
/// One line: code, name, department; with --json everything.
void print(Context& context, const cases::Item& item);
/// The item with its situations and materials, for a person.
void printWhole(Context& context, const cases::Item& item);

}  // namespace daiban::cli
