#include "web/endpoints/UploadPieces.h"

#include "web/Problem.h"

namespace daiban::web {

namespace {

/// A telephone sends pictures, no batches: 108 megapixels as JPEG have 30 MB.
constexpr std::int64_t mostOfPhone = 40 << 20;

std::int64_t numberIn(const Call& call, std::string_view header) {
    const std::string text = call.request.header(header);
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos)
        refuseInput("请求头 " + std::string(header) + " 应为整数。",
                    "The header " + std::string(header) + " must be a whole number.");
    return std::stoll(text);
}

base::Json uploadJson(const UploadState& state) {
    return {{"id", state.id},
            {"received", state.received},
            {"length", state.length},
            {"complete", state.complete()},
            {"sha256", state.sha256}};
}

class PieceSink final : public BodySink {
  public:
    explicit PieceSink(std::unique_ptr<Uploads::Piece> piece) : piece_(std::move(piece)) {}
    void take(std::string_view bytes) override { piece_->take(bytes); }
    Response finish() override { return json(uploadJson(piece_->finish())); }

  private:
    std::unique_ptr<Uploads::Piece> piece_;
};

/// Of an upload that began before: what is sent again from the start is not looked at.
class KnownSink final : public BodySink {
  public:
    explicit KnownSink(UploadState state) : state_(std::move(state)) {}
    void take(std::string_view /*bytes*/) override {}
    Response finish() override { return json(uploadJson(state_)); }

  private:
    UploadState state_;
};

}  // namespace

std::unique_ptr<BodySink> beginUpload(const Call& call) {
    const std::string id = call.uuidAt("upload");
    const auto length = numberIn(call, "upload-length");
    const auto name = percentDecoded(call.request.header("x-file-name"));
    auto& uploads = call.station.uploads;
    if (call.phone && length > mostOfPhone)
        refuse("too-large", 413, "一张照片最大 40 MB。", "A picture may have 40 MB at the most.");
    if (const auto known = uploads.find(id, call.uploader())) {
        if (known->length != length)
            refuse("other-content", 409, "这个编号已用于另一个文件。", "This id is another file's already.");
        if (known->received > 0) return std::make_unique<KnownSink>(*known);  // says how far it is; PATCH goes on
    }
    return std::make_unique<PieceSink>(uploads.begin(id, call.uploader(), length, name.value_or("")));
}

std::unique_ptr<BodySink> continueUpload(const Call& call) {
    return std::make_unique<PieceSink>(
        call.station.uploads.goOn(call.uuidAt("upload"), call.uploader(), numberIn(call, "upload-offset")));
}

Response getUpload(const Call& call) {
    const auto state = call.station.uploads.find(call.uuidAt("upload"), call.uploader());
    if (!state) refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
    return {.status = 200,
            .headers = {{"Upload-Offset", std::to_string(state->received)},
                        {"Upload-Length", std::to_string(state->length)},
                        {"Cache-Control", "no-store"}}};
}

Response cancelUpload(const Call& call) {
    call.station.uploads.drop(call.uuidAt("upload"), call.uploader());
    return noContent();
}

}  // namespace daiban::web
