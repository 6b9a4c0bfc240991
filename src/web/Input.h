#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Geometry.h"
#include "base/Json.h"

namespace daiban::web {

/// The object a body holds, read strictly: a field that is not known, of another kind or too long is refused by name.
/// All throw Refused (400).
class Input {
  public:
    /// `known`: the fields it may have. An empty body is an empty object.
    Input(const std::string& body, std::initializer_list<std::string_view> known);
    Input(base::Json object, std::initializer_list<std::string_view> known);

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const;  ///< must be there
    [[nodiscard]] std::string textOr(std::string_view name, std::string_view unless = "") const;
    [[nodiscard]] std::string longText(
        std::string_view name) const;                               ///< a file's: 100,000 bytes at most, must be there
    [[nodiscard]] std::string key(std::string_view name) const;     ///< as canBeKey() says
    [[nodiscard]] std::string secret(std::string_view name) const;  ///< may hold any characters
    [[nodiscard]] std::string uuid(std::string_view name) const;
    [[nodiscard]] std::string uuidOr(std::string_view name) const;
    [[nodiscard]] int number(std::string_view name, int least, int most) const;
    [[nodiscard]] bool flag(std::string_view name) const;  ///< false when it is not there
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
    [[nodiscard]] std::optional<base::Date> day(std::string_view name) const;
    [[nodiscard]] std::optional<base::Quad> quad(std::string_view name) const;
    [[nodiscard]] base::Json object(std::string_view name) const;  ///< must be there
    [[nodiscard]] std::vector<base::Json> objects(std::string_view name, std::size_t most) const;

  private:
    void demandKnown(std::initializer_list<std::string_view> known) const;
    [[nodiscard]] const base::Json& field(std::string_view name) const;
    base::Json json_;
};

}  // namespace daiban::web
