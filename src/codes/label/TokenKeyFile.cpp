#include "codes/label/TokenKeyFile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"

namespace daiban::codes {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const base::Sentence& what, int error) {
    throw base::Error(
        base::ErrorKind::StorageFailed,
        base::Sentence("The label keys {} could not be {} ({}); check the disk and the permissions of the folder.",
                       file.string(), what, std::strerror(error)));
}

[[noreturn]] void damaged(const std::filesystem::path& file) {
    throw base::Error(
        base::ErrorKind::StorageFailed,
        base::Sentence(
            "The label keys {} are damaged, and without them no label can be checked; restore the file from a backup.",
            file.string()));
}

int valueOf(char hexDigit) {
    if (hexDigit >= '0' && hexDigit <= '9') return hexDigit - '0';
    if (hexDigit >= 'a' && hexDigit <= 'f') return hexDigit - 'a' + 10;
    return -1;
}

std::optional<base::SecretKey> keyFromHex(std::string_view hex) {
    base::SecretKey key{};
    if (hex.size() != 2 * key.size()) return std::nullopt;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const int high = valueOf(hex[2 * i]);
        const int low = valueOf(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        key[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return key;
}

bool isKeyId(std::string_view name) {
    return name.size() == 1 && ((name[0] >= '0' && name[0] <= '9') || (name[0] >= 'A' && name[0] <= 'Z'));
}

std::optional<TokenKeyFile> parsed(const std::string& text) {
    const base::Json json = base::Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("version", base::Json()) != 1) return std::nullopt;
    const auto signing = json.find("signing");
    const auto keys = json.find("keys");
    if (signing == json.end() || !signing->is_string() || keys == json.end() || !keys->is_object()) return std::nullopt;
    TokenKeyFile content;
    for (const auto& [name, hex] : keys->items()) {
        const auto key = hex.is_string() ? keyFromHex(hex.get<std::string>()) : std::nullopt;
        if (!isKeyId(name) || !key) return std::nullopt;
        content.keys[name[0]] = *key;
    }
    const base::Json withdrawn = json.value("withdrawn", base::Json::object());
    for (const auto& [name, day] : withdrawn.items()) {
        if (!isKeyId(name) || !content.keys.contains(name[0]) || !day.is_string()) return std::nullopt;
        content.withdrawn[name[0]] = day.get<std::string>();
    }
    const auto signs = signing->get<std::string>();
    if (!isKeyId(signs) || !content.keys.contains(signs[0])) return std::nullopt;
    content.signing = signs[0];
    return content;
}

void tighten(const std::filesystem::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) != 0) fail(file, base::Sentence("read"), errno);
    if ((status.st_mode & 077U) != 0 && chmod(file.c_str(), S_IRUSR | S_IWUSR) != 0)
        fail(file, base::Sentence("made private (mode 600)"), errno);
}

}  // namespace

std::optional<TokenKeyFile> readTokenKeyFile(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        if (error) fail(file, base::Sentence("read"), error.value());
        return std::nullopt;
    }
    tighten(file);
    std::ifstream in(file, std::ios::binary);
    if (!in) fail(file, base::Sentence("read"), errno);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    auto content = parsed(text);
    if (!content) damaged(file);
    return content;
}

void writeTokenKeyFile(const std::filesystem::path& file, const TokenKeyFile& content) {
    base::Json keys = base::Json::object();
    for (const auto& [id, key] : content.keys) keys[std::string(1, id)] = base::toHex(key);
    base::Json json{{"version", 1}, {"signing", std::string(1, content.signing)}, {"keys", keys}};
    for (const auto& [id, day] : content.withdrawn) json["withdrawn"][std::string(1, id)] = day;

    if (const auto problem = base::writeDurably(file, json.dump(1) + "\n"))
        fail(file, base::Sentence("written"), problem.value());
}

FolderLock::FolderLock(const std::filesystem::path& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail(folder, base::Sentence("opened"), errno);
    while (::flock(descriptor_, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        const int error = errno;
        ::close(descriptor_);
        fail(folder, base::Sentence("locked"), error);
    }
}

FolderLock::~FolderLock() {
    ::close(descriptor_);
}

}  // namespace daiban::codes
