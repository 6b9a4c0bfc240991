#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/Json.h"

namespace daiban::web::test {

/// An operation of the OpenAPI file.
struct Operation {
    std::string path;    ///< "/items/{code}"
    std::string method;  ///< "get"
    std::string id;
    std::string scopes;  ///< x-scope
    bool isPublic = false;
    base::Json responses;
};

/// The OpenAPI file, as far as it is held against what the server does.
class OpenApi {
  public:
    explicit OpenApi(const std::string& yaml);

    [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }
    /// The operation that answers "GET /api/v1/items/CL-001"; null: none.
    [[nodiscard]] const Operation* find(const std::string& method, const std::string& target) const;
    /// What is wrong with an answer; empty: nothing. `json` is not looked at where none is described.
    [[nodiscard]] std::vector<std::string> faultsOf(const Operation& operation, unsigned status,
                                                    const std::string& type, const base::Json& json) const;
    /// What of a value does not fit a schema, each with its place.
    void check(const base::Json& schema, const base::Json& value, const std::string& at,
               std::vector<std::string>& faults) const;
    [[nodiscard]] const base::Json& schema(const std::string& name) const {
        return api_["components"]["schemas"][name];
    }

  private:
    [[nodiscard]] const base::Json& resolved(const base::Json& node) const;
    base::Json api_;
    std::vector<Operation> operations_;
};

}  // namespace daiban::web::test
