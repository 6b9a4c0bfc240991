#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

/// The whole story on the bundled samples, told with the same verbs the other commands and the browser use, each by
/// the person whose work it is.
class Tour {
  public:
    Tour(Context& context, std::filesystem::path folder, std::filesystem::path samples)
        : context_(context), terminal_(context.out()), folder_(std::move(folder)), samples_(std::move(samples)) {}

    int tell();

  private:
    // At the counter
    void findOffices();
    void welcome();
    void readPages();
    void checkFirst();
    void bringTheRest();
    // On the way
    void labelFolder();
    void carry(const base::Sentence& title, const std::vector<std::string>& route,
               const std::vector<std::string>& things);
    void certificateComesOut();
    void matchReturn();
    void pickUp();
    int prove();

    void heading(const base::Sentence& title) { terminal_.heading(++chapter_, title); }
    void say(const std::string& text) { terminal_.line("  " + text); }
    void say(const base::Sentence& sentence) { say(terminal_.say(sentence)); }
    [[nodiscard]] std::filesystem::path sample(std::string_view name) const { return samples_ / name; }
    [[nodiscard]] std::vector<std::filesystem::path> samplesNamed(const std::vector<std::string>& names) const;
    [[nodiscard]] const std::string& officeName(const std::string& code);
    [[nodiscard]] staff::Actor clerkOf(const std::string& office) const;
    void showChecklist(const desk::CaseView& view);
    void confirmDoubts(const desk::CaseView& view);
    std::string writePicture(const std::string& name, const printing::LabelContent& content,
                             const std::string& designName);
    void scanBoth(const store::HandoffRecord& handoff, const std::string& token);
    std::vector<desk::CertificateCandidates> readCertificate(const std::string& name);
    void sayMatches(const desk::CertificateCandidates& certificate);
    desk::PickupAnswer tryPickup(const std::string& name, const std::string& idNumber);

    Context& context_;
    Terminal terminal_;
    std::filesystem::path folder_;
    std::filesystem::path samples_;
    std::string community_, street_, bureau_;
    base::BatchId batch_;
    store::CaseRecord case_;
    printing::LabelContent folderLabel_;
    printing::LabelContent certificateLabel_;
    int chapter_ = 0;
};

}  // namespace daiban::cli
