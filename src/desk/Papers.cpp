#include "desk/Papers.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "base/Crypto.h"
#include "base/Error.h"
#include "desk/Cases.h"
#include "desk/Prints.h"
#include "imaging/EvenLight.h"
#include "page/PageFile.h"
#include "printing/pdf/SearchablePdf.h"
#include "printing/slips/Slip.h"

namespace daiban::desk {

namespace {

struct SlipKind {
    std::string_view name;
    SlipDemand demand;
};
constexpr std::array slipKinds{SlipKind{"receipt", SlipDemand::None},
                               SlipKind{"receipt-roll-80", SlipDemand::None},
                               SlipKind{"notice", SlipDemand::SomethingToTell},
                               SlipKind{"correction", SlipDemand::SomethingToTell},
                               SlipKind{"tolerance", SlipDemand::SomethingToFollow},
                               SlipKind{"delivery", SlipDemand::CertificateBack},
                               SlipKind{"mandate", SlipDemand::None},
                               SlipKind{"separator", SlipDemand::None}};

struct LabelKind {
    std::string_view name;
    codes::TokenKind kind;
    const char* design;
};
constexpr std::array labelKinds{LabelKind{"folder-label", codes::TokenKind::Folder, "folder-60x40"},
                                LabelKind{"certificate-label", codes::TokenKind::Certificate, "certificate-40x30"}};

const LabelKind* labelKindOf(const std::string& name) {
    const auto found = std::ranges::find(labelKinds, name, &LabelKind::name);
    return found == labelKinds.end() ? nullptr : &*found;
}

/// The first page, as wide as a screen shows it.
std::string firstPageOf(const Parts& parts, const std::string& pdf) {
    constexpr int width = 1000;
    try {
        const auto page = intake::pictureOf(page::PageBytes::of(pdf, "paper.pdf"), {.number = 1}, parts.fileWorkers());
        cv::Mat small;
        cv::resize(page.pixels, small, {width, std::max(1, page.height() * width / page.width())}, 0, 0,
                   cv::INTER_AREA);
        return page::encodeImage(small, 0, page::ImageFormat::Png);
    } catch (const base::Error&) {
        return {};  // the paper itself is there
    }
}

}  // namespace

PrintedPaper Papers::ofCase(const staff::Actor& actor, const std::string& key, const PaperRequest& request) const {
    if (const auto* label = labelKindOf(request.kind)) {
        const auto design = parts_.models.labelDesign(label->design);
        const auto content = labels_.ofCase(actor, key, label->kind);
        return {.pdf = printing::labelPdf(design, content), .png = printing::labelPng(design, content, design.dpi)};
    }
    const auto slip = std::ranges::find(slipKinds, request.kind, &SlipKind::name);
    if (slip == slipKinds.end())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("There is no paper of the kind '{}'.", request.kind));
    const auto design = parts_.models.slipDesign(request.kind);
    const auto filled = slips_.ofCase(actor, key, design, slip->demand, {.until = request.until});
    auto pdf = printing::slipPdf(design, filled.content).bytes;
    auto png = firstPageOf(parts_, pdf);
    return {.pdf = std::move(pdf), .png = std::move(png)};
}

std::string Papers::ofHandoff(const staff::Actor& actor, const std::string& key, const std::string& kind) const {
    const auto design = parts_.models.slipDesign(kind);
    return printing::slipPdf(design, slips_.ofHandoff(actor, key, design)).bytes;
}

store::PrintJob Papers::printSlip(const staff::Actor& actor, const store::PrintJobId& id, const std::string& kind,
                                  const std::string& file, const std::string& printer) const {
    const auto design = parts_.models.slipDesign(kind);
    std::ifstream in(parts_.dataFolder / file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    intake::LabelPrint print;
    print.paper = intake::KeptPaper{.file = file,
                                    .sha256 = base::sha256Hex(bytes),
                                    .title = design.title,
                                    .width = design.width(),
                                    .height = design.height()};
    return Prints(parts_).print(actor, id, printer, print);
}

store::PrintJob Papers::printLabel(const staff::Actor& actor, const store::PrintJobId& id, const std::string& key,
                                   const std::string& kind, const std::string& printer) const {
    const auto* label = labelKindOf(kind);
    if (label == nullptr)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("There is no paper of the kind '{}'.", kind));
    return Prints(parts_).print(actor, id, printer,
                                {.labels = {{label->design, labels_.ofCase(actor, key, label->kind)}}, .sheet = {}});
}

std::string Papers::exported(const staff::Actor& actor, const std::string& key, const Readers& readers,
                             const intake::ReadingPlace& pictures, const std::string& creator) const {
    const Cases cases(parts_);
    const auto record = cases.find(actor, key);
    printing::SearchablePdf pdf({.title = "办件 " + record.number, .creator = creator, .created = parts_.clock.now()});
    const text::PageText nothing;
    cases.exportPapers(actor, key, readers, pictures, [](const auto&) {},
                       {.document =
                            [&](const page::CleanPage& clean, const text::PageText& text, const std::string& name) {
                                const cv::Mat lit = imaging::evenLight(clean.pixels);
                                pdf.add({.pixels = lit, .dpi = clean.dpi, .text = text, .bookmark = name});
                            },
                        .unread =
                            [&](const page::Page& page, const std::string& name) {
                                pdf.add({.pixels = page.pixels, .dpi = page.dpi, .text = nothing, .bookmark = name});
                            },
                        .failed = [](const auto&) {}});
    if (pdf.pageCount() == 0)
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("No page of the case could be opened, so there is no PDF of it."));
    std::ostringstream out;
    pdf.write(out);
    return std::move(out).str();
}

}  // namespace daiban::desk
