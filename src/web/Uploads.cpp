#include "web/Uploads.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <tuple>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"
#include "base/Shown.h"
#include "web/Problem.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void storageFailed() {
    throw base::Error(
        base::ErrorKind::StorageFailed,
        base::Sentence(
            "The file could not be kept: the disk is full or cannot be written to. Nothing stored before was "
            "changed."));
}

std::int64_t sizeOf(const fs::path& file) {
    std::error_code none;
    const auto size = fs::file_size(file, none);
    return none ? 0 : static_cast<std::int64_t>(size);
}

/// Of the whole file: of one that came in several pieces.
std::string hashOf(const fs::path& file) {
    base::Sha256Stream hash;
    std::ifstream in(file, std::ios::binary);
    std::array<char, 1 << 16> buffer{};
    while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0)
        hash.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
    return base::toHex(hash.finish());
}

/// Whole files of a watched folder; see Inbox.
bool isOfInbox(const fs::path& about) {
    std::ifstream in(about);
    const auto json = base::Json::parse(std::string{std::istreambuf_iterator<char>(in), {}}, nullptr, false);
    return json.is_object() && json.value("account", "").starts_with("inbox ") && json.contains("sha256");
}

base::Json aboutJson(const UploadState& state) {
    base::Json json{{"account", state.account}, {"name", state.name}, {"length", state.length}};
    if (!state.folder.empty()) json["folder"] = state.folder;
    if (!state.mark.empty()) json["mark"] = state.mark;
    if (!state.sha256.empty()) json["sha256"] = state.sha256;
    return json;
}

std::string soundName(const std::string& name) {
    constexpr std::size_t longest = 200;
    std::string last = base::shown(fs::path(name).filename().string());
    while (last.size() > longest || (!last.empty() && (last.back() & 0xC0) == 0x80 && last.size() >= longest))
        last.pop_back();
    return last.empty() ? "file" : last;
}

}  // namespace

Uploads::Uploads(fs::path folder, UploadLimits limits) : folder_(std::move(folder)), limits_(limits) {
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
}

Uploads::Piece::Piece(Uploads& of, UploadState state, int file) : of_(of), state_(std::move(state)), file_(file) {
    if (state_.received == 0) hash_.emplace();
}

Uploads::Piece::~Piece() {
    ::close(file_);
    of_.unlock(state_.id);
}

void Uploads::Piece::take(std::string_view bytes) {
    if (state_.received + static_cast<std::int64_t>(bytes.size()) > state_.length)
        refuse("too-large", 413, "收到的内容比声明的多。", "More was sent than was announced.");
    if (hash_) hash_->add(bytes);
    while (!bytes.empty()) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) storageFailed();
        state_.received += written;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

UploadState Uploads::Piece::finish() {
    if (::fsync(file_) != 0) storageFailed();
    if (state_.complete()) {
        state_.sha256 = hash_ ? base::toHex(hash_->finish()) : hashOf(of_.part(state_.id));
        (void)base::writeDurably(of_.about(state_.id), base::toLine(aboutJson(state_)));
    }
    return state_;
}

bool Uploads::tryLock(const std::string& id) {
    const std::lock_guard guard(mutex_);
    return busy_.insert(id).second;
}

void Uploads::lock(const std::string& id) {
    if (!tryLock(id))
        refuse("upload-busy", 409, "这个文件的另一段正在上传；请稍候再续传。",
               "Another piece of this file is being sent; wait and go on.");
}

void Uploads::unlock(const std::string& id) {
    const std::lock_guard guard(mutex_);
    busy_.erase(id);
}

std::size_t Uploads::beingSent() const {
    const std::lock_guard guard(mutex_);
    return busy_.size();
}

std::unique_ptr<Uploads::Piece> Uploads::open(UploadState state) {
    const int file = ::open(part(state.id).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) storageFailed();
    return std::unique_ptr<Piece>(new Piece(*this, std::move(state), file));
}

int Uploads::unfinishedOf(const std::string& account) const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(folder_))
        if (entry.path().extension() == ".json")
            if (const auto state = stored(entry.path().stem().string(), account); state && !state->complete()) ++count;
    return count;
}

std::unique_ptr<Uploads::Piece> Uploads::begin(const std::string& id, const std::string& account, std::int64_t length,
                                               const std::string& name, const UploadOrigin& origin) {
    if (length <= 0 || length > limits_.bytes)
        refuse("too-large", 413, "文件为空或太大。", "The file is empty or too large.");
    lock(id);
    try {
        if (auto known = stored(id, account)) {
            if (known->length != length)
                refuse("other-content", 409, "这个编号已用于另一个文件。", "This id is another file's already.");
            return open(*std::move(known));
        }
        if (fs::exists(about(id))) refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
        // What a folder holds is there already, and taken one by one.
        if (origin.mark.empty() && unfinishedOf(account) >= limits_.unfinished)
            refuse("too-many-uploads", 429, "未完成的上传太多；请等待完成。",
                   "Too many uploads are unfinished; wait for them.");
        UploadState state{.id = id,
                          .account = account,
                          .name = soundName(name),
                          .length = length,
                          .folder = origin.folder,
                          .mark = origin.mark};
        if (base::writeDurably(about(id), base::toLine(aboutJson(state)))) storageFailed();
        return open(std::move(state));
    } catch (...) {
        unlock(id);
        throw;
    }
}

std::unique_ptr<Uploads::Piece> Uploads::goOn(const std::string& id, const std::string& account, std::int64_t offset) {
    lock(id);
    try {
        auto known = stored(id, account);
        if (!known) refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
        if (known->received != offset)
            refuse("wrong-offset", 409, "续传位置不对；请先查询已收到多少。",
                   "It goes on at another place; ask how far it is.");
        return open(*std::move(known));
    } catch (...) {
        unlock(id);
        throw;
    }
}

std::optional<UploadState> Uploads::find(const std::string& id, const std::string& account) {
    const auto state = stored(id, account);
    if (!state || !state->complete() || !state->sha256.empty() || !tryLock(id)) return state;
    const auto now = stored(id, account);  // somebody may have ended it meanwhile
    if (!now || !now->sha256.empty()) {
        unlock(id);
        return now;
    }
    std::unique_ptr<Piece> last;
    try {
        last = open(*now);  // gives the lock back at its end
    } catch (const base::Error&) {
        unlock(id);
        throw;
    }
    return last->finish();
}

std::optional<UploadState> Uploads::stored(const std::string& id, const std::string& account) const {
    std::ifstream in(about(id));
    if (!in) return std::nullopt;
    const auto json = base::Json::parse(std::string{std::istreambuf_iterator<char>(in), {}}, nullptr, false);
    if (!json.is_object() || json.value("account", "") != account) return std::nullopt;
    UploadState state{.id = id,
                      .account = account,
                      .name = json.value("name", ""),
                      .length = json.value("length", std::int64_t{0}),
                      .received = sizeOf(part(id)),
                      .sha256 = json.value("sha256", ""),
                      .folder = json.value("folder", ""),
                      .mark = json.value("mark", "")};
    if (!state.sha256.empty()) state.received = state.length;  // its bytes may be a page's by now
    return state;
}

fs::path Uploads::fileOf(const UploadState& state) const {
    if (!state.complete() || state.sha256.empty())
        refuse("upload-unfinished", 409, "文件还没有传完。", "The file is not complete yet.");
    return part(state.id);
}

void Uploads::drop(const std::string& id, const std::string& account) {
    if (!stored(id, account)) return;
    lock(id);
    std::error_code ignored;
    fs::remove(part(id), ignored);
    fs::remove(about(id), ignored);
    unlock(id);
}

std::vector<UploadState> Uploads::completeOf(const std::string& account) const {
    std::vector<UploadState> all;
    for (const auto& entry : fs::directory_iterator(folder_))
        if (entry.path().extension() == ".json")
            if (auto state = stored(entry.path().stem().string(), account); state && !state->sha256.empty())
                all.push_back(*std::move(state));
    std::ranges::sort(all, {}, [](const UploadState& one) { return std::tie(one.name, one.id); });
    return all;
}

void Uploads::dropOld() {
    std::error_code ignored;
    const auto limit = fs::file_time_type::clock::now() - limits_.keptFor;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(folder_, ignored))
        if (entry.last_write_time(ignored) < limit && !isOfInbox(about(entry.path().stem().string())))
            old.push_back(entry.path());
    for (const auto& file : old) fs::remove(file, ignored);
}

}  // namespace daiban::web
