#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

namespace daiban::cli {

/// Colours and boxes for people; plain text when the output is no terminal or NO_COLOR is set.
class Terminal {
  public:
    explicit Terminal(std::ostream& out);
    [[nodiscard]] bool hasColours() const { return colours_; }

    [[nodiscard]] std::string bold(std::string_view text) const;
    [[nodiscard]] std::string dim(std::string_view text) const;
    [[nodiscard]] std::string green(std::string_view text) const;
    [[nodiscard]] std::string yellow(std::string_view text) const;
    [[nodiscard]] std::string red(std::string_view text) const;
    [[nodiscard]] std::string cyan(std::string_view text) const;

    /// A numbered heading with a rule under it.
    void heading(int number, std::string_view chinese, std::string_view english) const;
    void line(std::string_view text = {}) const;

  private:
    [[nodiscard]] std::string painted(std::string_view code, std::string_view text) const;
    std::ostream& out_;
    bool colours_;
};

/// `text` filled with blanks to `columns` terminal columns (Chinese characters take two); longer text stays whole.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);
/// "████░░░░ 52%"-like bar of ten cells for a share of 0 to 1.
[[nodiscard]] std::string bar(double share);

/// Progress on stderr: a bar on a terminal, nothing else.
class Progress {
  public:
    Progress(std::size_t total, bool wanted);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void step(std::string_view what);
    /// Something that is known meanwhile, until the next step.
    void tell(std::string_view what);
    [[nodiscard]] bool isShown() const { return shown_; }

  private:
    void show(std::string_view what) const;

    std::size_t total_;
    std::size_t done_ = 0;
    bool shown_;
};

}  // namespace daiban::cli
