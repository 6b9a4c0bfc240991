#pragma once

#include <cstdint>
#include <random>
#include <span>

namespace daiban::base {

/// Where random bytes come from. Passed in, so that tests can repeat themselves.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The operating system's generator: for keys, tokens and ids.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// The same bytes for the same seed: for tests and samples only.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_() >> 56);
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace daiban::base
