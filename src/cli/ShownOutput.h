#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace daiban::cli {

/// What people are told goes through here: names of files, texts of codes and what was read off papers are strangers'
/// words, and a terminal would obey them. Control characters and marks that turn the direction of writing become
/// visible, bytes that are no UTF-8 become U+FFFD. Only our own colours pass: each carries a word nobody can know
/// beforehand.
class ShownOutput : public std::ostream {
  public:
    explicit ShownOutput(std::ostream& sink);
    ~ShownOutput() override;
    ShownOutput(const ShownOutput&) = delete;
    ShownOutput& operator=(const ShownOutput&) = delete;

    /// For pictures and documents: every byte as it is.
    [[nodiscard]] std::ostream& bytes() { return sink_; }
    [[nodiscard]] bool goesTo(const std::ostream& sink) const { return &sink == &sink_; }

  private:
    class Filter : public std::streambuf {
      public:
        explicit Filter(std::streambuf* sink) : sink_(sink) {}
        void finish();

      protected:
        std::streamsize xsputn(const char* text, std::streamsize count) override;
        int_type overflow(int_type c) override;
        int sync() override;

      private:
        bool put(std::string_view text);
        std::streambuf* sink_;
        std::string begun_;  ///< a character whose last bytes have not come yet
    };

    std::ostream& sink_;
    Filter filter_;
};

/// The sequence that switches a colour on ("31") or off ("0"), as ShownOutput lets it pass.
[[nodiscard]] std::string colourSwitch(std::string_view code);

}  // namespace daiban::cli
