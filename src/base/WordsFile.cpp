#include "base/Words.h"
#include "base/Yaml.h"

namespace daiban::base {

Words Words::load(const std::filesystem::path& folder, std::string_view language) {
    Words words;
    for (const auto& [pattern, translation] : YamlNode::load(folder / (std::string(language) + ".yaml")).entries())
        words.translations_.emplace(pattern, translation.string());
    return words;
}

}  // namespace daiban::base
