#include "intake/exampleFromReading.h"

#include <algorithm>
#include <opencv2/core.hpp>

#include "base/Error.h"
#include "intake/uprightText.h"

namespace daiban::intake {

namespace {

documents::Example exampleFrom(const base::Json& document, double dpi, const std::string& type) {
    const UprightText upright = uprightText(document);
    page::CleanPage clean;
    // Only its size is looked at.
    clean.pixels = cv::Mat(std::max(1, cvRound(upright.height)), std::max(1, cvRound(upright.width)), CV_8UC1);
    clean.dpi = dpi;
    const bool asRead = document.at("type") == type;
    return documents::exampleOf({clean, upright.text, {}}, type,
                                asRead ? documents::ExampleSource::Confirmed : documents::ExampleSource::Corrected);
}

}  // namespace

std::optional<documents::Example> exampleFromReading(const base::Json& reading, int document, const std::string& type) {
    try {
        const auto& documents = reading.at("documents");
        if (document < 0 || static_cast<std::size_t>(document) >= documents.size()) return std::nullopt;
        auto example = exampleFrom(documents.at(static_cast<std::size_t>(document)),
                                   reading.at("quality").at("dpi").get<double>(), type);
        if (documents::charactersOf(example.text) < documents::leastCharactersToLearnFrom) return std::nullopt;
        return example;
    } catch (const base::Json::exception&) {
        throw base::Error(base::ErrorKind::Unreadable,
                          "A stored reading is of another version; read its page again before teaching it.");
    }
}

}  // namespace daiban::intake
