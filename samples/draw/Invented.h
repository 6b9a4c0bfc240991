#pragma once

#include "samples/draw/Numbers.h"

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace daiban::samples {

/// Dice that fall alike on every machine (std's distributions do not).
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}

    int between(int low, int high);  // both included
    double fraction();               // [0, 1)
    std::string_view oneOf(std::span<const std::string_view> choices);
    std::string digits(int count);

  private:
    std::mt19937 engine_;
};

enum class Sex { Male, Female };

/// A person who does not exist.
struct Person {
    std::string name;
    Sex sex = Sex::Female;
    std::string ethnicity;
    Date birth;
    std::string area;         // six digits of GB/T 2260
    std::string nativePlace;  // 天津市滨海新区
    std::string address;
    std::string authority;  // who issues the identity card
    std::string idNumber;
    std::string phone;
    std::uint32_t face = 0;  // which face is drawn
};

std::string sexName(Sex sex);

struct Company {
    std::string name;
    std::string creditCode;
    std::string address;
};

/// Everything the documents of one seed speak of: one holder with the people and companies around.
struct Subject {
    std::uint32_t seed = 0;
    Person holder;
    Person spouse;
    Person child;
    Person relative;  // agent, lessee, spouse's sister: another grown-up
    Company company;
    std::string bank;
    std::string bankCardNumber;
    std::string community, streetOffice;
    Date today;           // the day the forms are written
    Date retirementDate;  // first day of retirement
};

/// How old the holder is on the day of writing.
enum class Age { Working, Retired, Elder };

Person inventPerson(Dice& dice, Sex sex, Date birth);
/// The same seed always makes the same subject.
Subject inventSubject(std::uint32_t seed, Age age);

}  // namespace daiban::samples
