#pragma once

#include "samples/draw/Invented.h"

#include <map>
#include <string>
#include <string_view>

namespace daiban::samples {

/// What is printed in a place and, of a day, which one it is.
struct PrintedValue {
    std::string text;
    std::string iso;
};

/// Everybody and everything one paper speaks of. Fields of one person share the beginning of their names:
/// spouse_a_name and spouse_a_id_number; name and id_number are the holder's.
class LayoutCast {
  public:
    explicit LayoutCast(Dice& dice);

    /// The value of a field of that kind; the same name gives the same value again.
    const PrintedValue& field(const std::string& name, std::string_view kind);
    /// Something of that kind that belongs to no field.
    PrintedValue other(std::string_view kind);

  private:
    Dice& dice_;
    std::map<std::string, PrintedValue> values_;
    std::map<std::string, Person> people_;
    int dayLook_;
    Date until_{};

    const Person& person(const std::string& who);
    PrintedValue make(std::string_view kind, const Person& person);
    PrintedValue ofPaper(std::string_view kind);
    PrintedValue day(Date date) const;
    Date someDay(int firstYear, int lastYear);
};

}  // namespace daiban::samples
