// forge_tokens [COUNT]: a million tokens that nobody issued, a third each: of the right form with the right check
// character and all else at random; issued ones with one to three bits flipped; the same with the check character put
// right. Says how many were accepted, which must be none, and how long a check takes.

#include <array>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>

#include "base/Random.h"
#include "base/Validators.h"
#include "codes/label/LabelToken.h"

namespace fs = std::filesystem;
using namespace daiban;

namespace {

constexpr std::string_view base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

unsigned below(unsigned limit, base::Random& random) {
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    return (bytes[0] | bytes[1] << 8U | bytes[2] << 16U | (bytes[3] & 0x7FU) << 24U) % limit;
}

std::string randomToken(base::Random& random) {
    std::string text = "10";
    for (int i = 0; i < 32; ++i) text += base32Digits[below(32, random)];
    return text + *base::mod3736CheckCharacter(text);
}

std::string flipped(std::string text, base::Random& random) {
    const std::string before = text;
    for (unsigned flips = 1 + below(3, random); flips > 0 || text == before; flips -= flips > 0 ? 1 : 0)
        text[below(static_cast<unsigned>(text.size()), random)] ^= static_cast<char>(1U << below(7, random));
    return text;
}

std::string withCheckCharacter(std::string text) {
    text.pop_back();
    const auto check = base::mod3736CheckCharacter(text);
    return text + check.value_or('0');
}

}  // namespace

int main(int argc, char** argv) {
    const int count = argc > 1 ? std::stoi(argv[1]) : 1'000'000;
    base::SeededRandom random(1);
    const auto folder = fs::temp_directory_path() / "daiban-forge-tokens";
    fs::remove_all(folder);
    const auto keys = codes::TokenKeys::openOrCreate(folder, random);
    const std::string issued = keys.issue(codes::TokenKind::Folder, random).text;
    int accepted = 0;
    int wellFormed = 0;
    int made = 0;
    const auto start = std::chrono::steady_clock::now();
    while (made < count) {
        const std::string flippedToken = flipped(issued, random);
        const std::string mended = withCheckCharacter(flippedToken);
        for (const auto& text : {randomToken(random), flippedToken, mended}) {
            if (text == issued || made == count) continue;
            ++made;
            wellFormed += codes::hasTokenForm(text);
            accepted += keys.check(text).has_value();
        }
    }
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    fs::remove_all(folder);
    std::cout << "tokens=" << made << " of a token's form=" << wellFormed << " accepted=" << accepted
              << " microseconds each=" << took.count() / made << "\n";
    return accepted == 0 ? 0 : 1;
}
