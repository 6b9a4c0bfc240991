#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/Crypto.h"
#include "base/Error.h"
#include "documents/LearnWriteFile.h"
#include "documents/LearnedTypes.h"

// The file: a line of text with name, version of the file and of the features; SHA-256 (hex) of what follows; then
// counts, texts and numbers, little-endian. Of the weights those that are not zero.

namespace daiban::documents {

namespace {

constexpr std::string_view heading = "daiban learned types, version 1, features ";
constexpr std::size_t featureCount = 65536;
static_assert(std::endian::native == std::endian::little);

[[noreturn]] void refuse(const std::filesystem::path& file, const base::Sentence& why) {
    throw base::Error(
        base::ErrorKind::Unreadable,
        base::Sentence(
            "What was learned from corrections ({}) is {} and not used; make it again with: daiban types learn",
            file.string(), why));
}

class Writer {
  public:
    template <class Number>
    void number(Number value) {
        std::array<char, sizeof value> bytes{};
        std::memcpy(bytes.data(), &value, sizeof value);
        bytes_.append(bytes.data(), bytes.size());
    }
    void text(const std::string& value) {
        number(static_cast<std::uint32_t>(value.size()));
        bytes_ += value;
    }
    void features(const FeatureVector& features) {
        number(static_cast<std::uint32_t>(features.size()));
        for (const auto& feature : features) number(feature.index), number(feature.value);
    }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

class Reader {
  public:
    Reader(std::string_view bytes, const std::filesystem::path& file) : bytes_(bytes), file_(file) {}

    template <class Number>
    Number number() {
        Number value{};
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }
    std::string text() { return std::string(take(number<std::uint32_t>())); }
    FeatureVector features() {
        FeatureVector out(count(sizeof(std::uint16_t) + sizeof(float)));
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i].index = number<std::uint16_t>();
            out[i].value = number<float>();
            if (!std::isfinite(out[i].value) || (i > 0 && out[i].index <= out[i - 1].index)) damaged();
        }
        return out;
    }
    /// How many things follow that take at least that many bytes each.
    std::size_t count(std::size_t least) {
        const std::size_t many = number<std::uint32_t>();
        if (many > bytes_.size() / least) damaged();
        return many;
    }
    [[nodiscard]] bool atEnd() const { return bytes_.empty(); }
    [[noreturn]] void damaged() const { refuse(file_, base::Sentence("damaged")); }

  private:
    std::string_view take(std::size_t size) {
        if (size > bytes_.size()) damaged();
        const auto taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    std::string_view bytes_;
    const std::filesystem::path& file_;
};

TaughtType taughtIn(Reader& reader) {
    TaughtType type;
    type.code = reader.text();
    type.examples = reader.number<std::int32_t>();
    type.bias = reader.number<float>();
    type.leastLogOdds = reader.number<double>();
    if (!std::isfinite(type.bias) || !std::isfinite(type.leastLogOdds)) reader.damaged();
    type.weights.assign(featureCount, 0);
    for (const auto& weight : reader.features()) type.weights[weight.index] = weight.value;
    return type;
}

}  // namespace

void LearnedTypes::save(const std::filesystem::path& file) const {
    Writer writer;
    writer.number(static_cast<std::uint32_t>(taught_.size()));
    for (const auto& type : taught_) {
        writer.text(type.code);
        writer.number(static_cast<std::int32_t>(type.examples));
        writer.number(type.bias);
        writer.number(type.leastLogOdds);
        FeatureVector weights;
        for (std::size_t i = 0; i < type.weights.size(); ++i)
            if (type.weights[i] != 0) weights.push_back({static_cast<std::uint16_t>(i), type.weights[i]});
        writer.features(weights);
    }
    writer.number(static_cast<std::uint32_t>(pages_.size()));
    for (const auto& page : pages_) {
        writer.text(page.type);
        writer.text(page.rulesSaid);
        writer.number(page.rulesChance);
        writer.features(page.features);
    }
    writePrivateFile(file,
                     std::string(heading) + std::to_string(featureVersion) + "\n" + base::sha256Hex(writer.bytes()) +
                         "\n" + writer.bytes(),
                     base::Sentence("What was learned from corrections"));
}

LearnedTypes LearnedTypes::load(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const std::string first = std::string(heading) + std::to_string(featureVersion) + "\n";
    constexpr std::size_t hashLength = 64;
    const bool ours = bytes.starts_with(first);
    if (!ours && bytes.starts_with("daiban learned types")) refuse(file, base::Sentence("of another version"));
    if (!stream || !ours || bytes.size() < first.size() + hashLength + 1) refuse(file, base::Sentence("damaged"));
    const auto body = std::string_view(bytes).substr(first.size() + hashLength + 1);
    if (base::sha256Hex(body) != std::string_view(bytes).substr(first.size(), hashLength))
        refuse(file, base::Sentence("damaged"));
    Reader reader(body, file);
    std::vector<TaughtType> taught;
    for (std::size_t left = reader.count(sizeof(double)); left > 0; --left) taught.push_back(taughtIn(reader));
    std::vector<RememberedPage> pages;
    for (std::size_t left = reader.count(3 * sizeof(std::uint32_t)); left > 0; --left) {
        RememberedPage page;
        page.type = reader.text();
        page.rulesSaid = reader.text();
        page.rulesChance = reader.number<double>();
        page.features = reader.features();
        if (!std::isfinite(page.rulesChance)) reader.damaged();
        pages.push_back(std::move(page));
    }
    if (!reader.atEnd()) reader.damaged();
    return {std::move(taught), std::move(pages)};
}

}  // namespace daiban::documents
