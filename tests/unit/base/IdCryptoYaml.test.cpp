#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <set>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Id.h"
#include "base/Json.h"
#include "base/Yaml.h"

namespace {

using namespace daiban::base;

TEST(UuidV7, HasItsTimeVersionAndVariant) {
    const FixedClock clock(Instant{std::chrono::milliseconds{0x0123456789AB}});
    SeededRandom random(1);
    const std::string id = newUuidV7(clock, random);
    EXPECT_TRUE(isUuid(id)) << id;
    EXPECT_EQ(id.substr(0, 13), "01234567-89ab");
    EXPECT_EQ(id[14], '7');
    EXPECT_EQ(timeOfUuidV7(id), clock.now());
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos) << id;
}

TEST(UuidV7, DoesNotRepeat) {
    const FixedClock clock(Instant{});
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(newUuidV7(clock, random));
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(UuidV7, OtherTextsAreNone) {
    EXPECT_FALSE(isUuid(""));
    EXPECT_FALSE(isUuid("01234567-89ab-7000-8000-00000000000g"));
    EXPECT_FALSE(isUuid("0123456789ab-7000-8000-000000000000-"));
}

TEST(Hash, OfKnownTextsIsAsPublished) {
    EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256Stream stream;
    stream.add("a");
    stream.add("bc");
    EXPECT_EQ(toHex(stream.finish()), sha256Hex("abc"));
}

TEST(KeyedHash, ChangesWithKeyAndMessage) {
    const auto hashOf = [](std::string_view message, std::uint8_t firstKeyByte) {
        SecretKey key{};
        key[0] = firstKeyByte;
        std::array<std::uint8_t, 16> out{};
        keyedHash(out, message, key);
        return out;
    };
    EXPECT_EQ(hashOf("a", 1), hashOf("a", 1));
    EXPECT_NE(hashOf("a", 1), hashOf("b", 1));
    EXPECT_NE(hashOf("a", 1), hashOf("a", 2));
}

TEST(PasswordHash, MatchesItsPasswordAndNoOther) {
    SystemRandom random;
    const std::string hash = passwordHash("correct horse battery", random);
    EXPECT_EQ(hash.substr(0, 31), "$argon2id$v=19$m=19456,t=2,p=1$");
    EXPECT_TRUE(passwordMatches("correct horse battery", hash));
    EXPECT_FALSE(passwordMatches("correct horse batterz", hash));
    EXPECT_FALSE(passwordMatches("", hash));
    EXPECT_FALSE(passwordMatches("correct horse battery", ""));
    EXPECT_FALSE(passwordMatches("correct horse battery", std::string(500, '$')));
    EXPECT_NE(passwordHash("correct horse battery", random), hash);
}

TEST(PasswordHash, CountsEveryByteOfALongPassword) {
    SeededRandom random(3);
    const std::string hash = passwordHash(std::string(300, 'x') + "a", random, {.memoryKib = 64, .passes = 1});
    EXPECT_TRUE(passwordMatches(std::string(300, 'x') + "a", hash));
    EXPECT_FALSE(passwordMatches(std::string(300, 'x') + "b", hash));
}

TEST(PasswordHash, IsTheArgon2idOfItsInventors) {
    // From test.c of the reference implementation (phc-winner-argon2).
    EXPECT_TRUE(passwordMatches(
        "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
}

TEST(ConstantTime, ComparesContentAndLength) {
    const std::array<std::uint8_t, 2> a{1, 2};
    const std::array<std::uint8_t, 2> b{1, 3};
    EXPECT_TRUE(equalInConstantTime(a, a));
    EXPECT_FALSE(equalInConstantTime(a, b));
    EXPECT_FALSE(equalInConstantTime(a, std::span(a).first(1)));
}

std::string failureOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(Yaml, ProblemsNameFileAndLine) {
    const YamlNode node = YamlNode::parse("code: a\nfields:\n  - name: b\n    lable: c\n", "types/a.yaml");
    EXPECT_EQ(failureOf([&] {
                  node.at("fields").items()[0].onlyKeys({"name", "label"});
              }),
              "types/a.yaml:4: unknown key 'lable'; did you mean 'label'?");
    EXPECT_EQ(failureOf([&] { (void)node.at("code").integer(); }), "types/a.yaml:1: expected a whole number.");
    EXPECT_EQ(failureOf([&] { (void)node.at("title"); }), "types/a.yaml:1: the key 'title' is missing; add it.");
}

TEST(Yaml, WhatIsNoYamlSaysWhere) {
    EXPECT_EQ(failureOf([] { (void)YamlNode::parse("a: [1\nb: 2", "x.yaml"); }).substr(0, 7), "x.yaml:");
    EXPECT_NE(failureOf([] { (void)YamlNode::load("no-such-file.yaml"); }), "");
}

TEST(Yaml, OneScalarIsAListOfOne) {
    EXPECT_EQ(YamlNode::parse("a: x", "f").at("a").strings(), std::vector<std::string>{"x"});
    EXPECT_EQ(YamlNode::parse("a: [x, y]", "f").stringsOr("a").size(), 2U);
    EXPECT_TRUE(YamlNode::parse("a:", "f").stringsOr("a").empty());
}

TEST(JsonLine, ReplacesBrokenBytes) {
    EXPECT_EQ(toLine(Json{{"a", "\xFF"}}), "{\"a\":\"\xEF\xBF\xBD\"}");
}

TEST(JsonQuad, GoesThereAndBackToATenth) {
    const Quad quad = rectangle(1.23, 2.34, 10, 20);
    const Quad back = quadFromJson(toJson(quad));
    EXPECT_NEAR(back[2].x, quad[2].x, 0.051);
    EXPECT_THROW((void)quadFromJson(Json::array({1, 2})), Error);
}

}  // namespace
