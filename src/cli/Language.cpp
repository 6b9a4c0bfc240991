#include "cli/Language.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "base/Error.h"

namespace daiban::cli {

namespace {

constexpr std::string_view option = "--lang";

std::optional<std::string> languageAsked(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == option && i + 1 < argc) return argv[i + 1];
        if (argument.starts_with(option) && argument.substr(option.size()).starts_with("="))
            return std::string(argument.substr(option.size() + 1));
    }
    return std::nullopt;
}

std::string_view languageOfEnvironment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* locale = std::getenv(name); locale != nullptr && *locale != '\0')
            return base::languageNamed(locale);
    return {};
}

/// The words CLI11 puts between ours.
constexpr std::array headings{base::Pattern("Usage"),      base::Pattern("OPTIONS"),     base::Pattern("Positionals"),
                              base::Pattern("SUBCOMMAND"), base::Pattern("SUBCOMMANDS"), base::Pattern("REQUIRED"),
                              base::Pattern("Env"),        base::Pattern("Needs"),       base::Pattern("Excludes")};
constexpr base::Pattern optionsGroup("Options");
constexpr base::Pattern subcommandsGroup("Subcommands");

/// What CLI11 2.1 complains of (CLI/Error.hpp, CLI/Validators.hpp); those with more words first.
constexpr std::array complaints{
    base::Pattern("{}: Value {} not in range {} to {}"),
    base::Pattern("{}: {} not in {}"),
    base::Pattern("{}: At least {} required but received {}"),
    base::Pattern("{}: At Most {} required but received {}"),
    base::Pattern("{}: {} required {} missing"),
    base::Pattern("The following argument was not expected: {}"),
    base::Pattern("The following arguments were not expected: {}"),
    base::Pattern("The value {} is not an allowed value for {}"),
    base::Pattern("Could not convert: {} = {}"),
    base::Pattern("A subcommand is required"),
    base::Pattern("{} is required"),
    base::Pattern("{} requires {}"),
    base::Pattern("{} excludes {}"),
};

/// What stands in the places of the pattern when the text is made of it.
std::optional<std::vector<base::Sentence>> partsOf(std::string_view text, std::string_view pattern) {
    constexpr std::string_view place = "{}";
    std::vector<base::Sentence> parts;
    for (bool first = true;; first = false) {
        const auto next = pattern.find(place);
        const std::string_view words = pattern.substr(0, next);
        const bool last = next == std::string_view::npos;
        const auto at = last && !words.empty() ? text.rfind(words) : last ? text.size() : text.find(words);
        if (at == std::string_view::npos || (first && at != 0)) return std::nullopt;
        if (!first) parts.push_back(base::Sentence::verbatim(std::string(text.substr(0, at))));
        text.remove_prefix(at + words.size());
        if (last) return text.empty() ? std::optional(parts) : std::nullopt;
        pattern.remove_prefix(next + place.size());
    }
}

}  // namespace

LanguageWish languageWished(int argc, const char* const* argv) {
    std::string_view language = languageOfEnvironment();
    if (language.empty()) language = base::chinese;
    const auto asked = languageAsked(argc, argv);
    if (!asked) return {language, std::nullopt};
    const std::string_view named = base::languageNamed(*asked);
    if (named.empty()) return {language, asked};
    return {named, std::nullopt};
}

void translateHelp(CLI::App& app, const base::Words& words) {
    const auto said = [&](std::string_view text) { return std::string(words.of(text)); };
    for (const auto& heading : headings) app.get_formatter()->label(std::string(heading.text()), said(heading.text()));
    app.description(said(app.get_description()));
    app.footer(said(app.get_footer()));
    for (CLI::Option* one : app.get_options()) {
        one->description(said(one->get_description()));
        if (one->get_group() == optionsGroup.text()) one->group(said(optionsGroup.text()));
    }
    for (CLI::App* sub : app.get_subcommands([](CLI::App* /*app*/) { return true; })) {
        if (sub->get_group() == subcommandsGroup.text()) sub->group(said(subcommandsGroup.text()));
        translateHelp(*sub, words);
    }
}

base::Sentence saidOfArguments(const std::string& complaint) {
    for (const auto& pattern : complaints)
        if (auto parts = partsOf(complaint, pattern.text()))
            return base::Sentence::ofPattern(std::string(pattern.text()), std::move(*parts));
    return base::Sentence::verbatim(complaint);
}

}  // namespace daiban::cli
