#include "base/Yaml.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/Text.h"

namespace daiban::base {

Sentence ModelProblem::said() const {
    return line > 0 ? Sentence("{}:{}: {}", file, line, sentence) : Sentence("{}: {}", file, sentence);
}

ModelProblem ModelProblem::of(const std::filesystem::path& file, const Error& error) {
    const Sentence& said = error.sentence();
    const bool hasLine = said.pattern() == "{}:{}: {}";
    if ((!hasLine && said.pattern() != "{}: {}") || said.parts().front() != file.string()) return {file, 0, said};
    return {file, hasLine ? std::stoi(said.parts()[1].text()) : 0, said.parts().back()};
}

struct YamlNode::Impl {
    YAML::Node node;
    std::shared_ptr<const std::filesystem::path> file;
    int parentLine = 0;

    [[nodiscard]] YamlNode child(const YAML::Node& of) const {
        return YamlNode(std::make_shared<const Impl>(Impl{of, file, line()}));
    }
    [[nodiscard]] int line() const {
        const auto mark = node.Mark();
        return mark.is_null() ? parentLine : mark.line + 1;
    }
};

YamlNode YamlNode::load(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error(ErrorKind::Unreadable,
                    ModelProblem{file, 0, Sentence("the file is empty or cannot be opened.")}.said());
    return parse(text.str(), file);
}

YamlNode YamlNode::parse(const std::string& text, const std::filesystem::path& name) {
    try {
        return YamlNode(std::make_shared<const Impl>(
            Impl{YAML::Load(text), std::make_shared<const std::filesystem::path>(name), 1}));
    } catch (const YAML::Exception& error) {
        const int line = error.mark.is_null() ? 0 : error.mark.line + 1;
        throw Error(ErrorKind::Unreadable, ModelProblem{name, line, Sentence("not valid YAML: {}.", error.msg)}.said());
    }
}

bool YamlNode::isMap() const {
    return impl_->node.IsMap();
}
bool YamlNode::isList() const {
    return impl_->node.IsSequence();
}
bool YamlNode::isScalar() const {
    return impl_->node.IsScalar();
}
int YamlNode::line() const {
    return impl_->line();
}
const std::filesystem::path& YamlNode::file() const {
    return *impl_->file;
}

void YamlNode::fail(const Sentence& sentence) const {
    throw Error(ErrorKind::Unreadable, ModelProblem{file(), line(), sentence}.said());
}

std::optional<YamlNode> YamlNode::find(std::string_view key) const {
    if (!isMap()) fail(Sentence("expected a map with the key '{}'.", key));
    for (const auto& entry : impl_->node)
        if (entry.first.IsScalar() && entry.first.Scalar() == key && !entry.second.IsNull())
            return impl_->child(entry.second);
    return std::nullopt;
}

bool YamlNode::has(std::string_view key) const {
    return find(key).has_value();
}

YamlNode YamlNode::at(std::string_view key) const {
    if (auto found = find(key)) return *found;
    fail(Sentence("the key '{}' is missing; add it.", key));
}

std::vector<YamlNode> YamlNode::items() const {
    if (!isList()) fail(Sentence("expected a list."));
    std::vector<YamlNode> out;
    for (const auto& item : impl_->node) out.push_back(impl_->child(item));
    return out;
}

std::vector<std::pair<std::string, YamlNode>> YamlNode::entries() const {
    if (!isMap()) fail(Sentence("expected a map."));
    std::vector<std::pair<std::string, YamlNode>> out;
    for (const auto& entry : impl_->node) out.emplace_back(entry.first.Scalar(), impl_->child(entry.second));
    return out;
}

std::string YamlNode::string() const {
    if (!isScalar()) fail(Sentence("expected a text."));
    return impl_->node.Scalar();
}

namespace {

template <class T>
T scalarAs(const YamlNode& at, const YAML::Node& node, const Sentence& what) {
    try {
        return node.as<T>();
    } catch (const YAML::Exception&) {
        at.fail(Sentence("expected {}.", what));
    }
}

}  // namespace

int YamlNode::integer() const {
    return scalarAs<int>(*this, impl_->node, Sentence("a whole number"));
}
double YamlNode::number() const {
    return scalarAs<double>(*this, impl_->node, Sentence("a number"));
}
bool YamlNode::boolean() const {
    return scalarAs<bool>(*this, impl_->node, Sentence("yes or no (true or false)"));
}

std::vector<std::string> YamlNode::strings() const {
    if (isScalar()) return {string()};
    std::vector<std::string> out;
    for (const auto& item : items()) out.push_back(item.string());
    return out;
}

std::string YamlNode::stringOr(std::string_view key, std::string_view otherwise) const {
    const auto found = find(key);
    return found ? found->string() : std::string(otherwise);
}

int YamlNode::integerOr(std::string_view key, int otherwise) const {
    const auto found = find(key);
    return found ? found->integer() : otherwise;
}

double YamlNode::numberOr(std::string_view key, double otherwise) const {
    const auto found = find(key);
    return found ? found->number() : otherwise;
}

bool YamlNode::booleanOr(std::string_view key, bool otherwise) const {
    const auto found = find(key);
    return found ? found->boolean() : otherwise;
}

std::vector<std::string> YamlNode::stringsOr(std::string_view key) const {
    const auto found = find(key);
    return found ? found->strings() : std::vector<std::string>{};
}

void YamlNode::onlyKeys(std::initializer_list<std::string_view> known) const {
    if (!isMap()) fail(Sentence("expected a map."));
    for (const auto& entry : impl_->node) {
        const std::string key = entry.first.Scalar();
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto nearest = std::min_element(known.begin(), known.end(), [&](std::string_view a, std::string_view b) {
            return editDistance(key, a) < editDistance(key, b);
        });
        throw Error(ErrorKind::Unreadable, ModelProblem{file(), entry.first.Mark().line + 1,
                                                        Sentence("unknown key '{}'; did you mean '{}'?", key, *nearest)}
                                               .said());
    }
}

YamlNode ModelSource::root() const {
    return text ? YamlNode::parse(*text, file) : YamlNode::load(file);
}

std::string ModelSource::codeOf(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    return file.parent_path().filename() == keptFolder ? stem.substr(0, stem.find(".v")) : stem;
}

}  // namespace daiban::base
