#include "scanners/sane/SaneDevice.h"

#include <sane/sane.h>
#include <sane/saneopts.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <mutex>
#include <sstream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "scanners/ScanError.h"
#include "scanners/sane/SaneWords.h"

namespace daiban::scanners {
namespace {

/// libsane has one state a process and may be called by one thread at a time (SANE standard, 3.3).
std::mutex& turns() {
    static std::mutex mutex;
    return mutex;
}

int holds = 0;  ///< on libsane; only in one's turn

std::string_view textOf(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

DeviceInfo describe(const SANE_Device& device) {
    const auto vendor = textOf(device.vendor);
    const std::string maker = vendor.empty() || vendor == "Noname" ? "" : std::string(vendor) + " ";
    return {std::string(textOf(device.name)), maker + std::string(textOf(device.model)),
            std::string(textOf(device.type))};
}

SaneOption::Type typeOf(SANE_Value_Type type) {
    switch (type) {
        case SANE_TYPE_BOOL:
            return SaneOption::Type::Switch;
        case SANE_TYPE_INT:
            return SaneOption::Type::Whole;
        case SANE_TYPE_FIXED:
            return SaneOption::Type::Fixed;
        case SANE_TYPE_STRING:
            return SaneOption::Type::Text;
        case SANE_TYPE_BUTTON:
            return SaneOption::Type::Button;
        default:
            return SaneOption::Type::Group;
    }
}

SaneOption describe(const SANE_Option_Descriptor& from, int index) {
    SaneOption option;
    option.index = index;
    option.name = textOf(from.name);
    option.type = typeOf(from.type);
    option.usable = SANE_OPTION_IS_ACTIVE(from.cap) != 0 && SANE_OPTION_IS_SETTABLE(from.cap) != 0;
    option.inMillimetres = from.unit == SANE_UNIT_MM;
    option.bytes = from.size;
    const auto number = [&](SANE_Word word) {
        return from.type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : double{1} * word;
    };
    if (from.constraint_type == SANE_CONSTRAINT_RANGE && from.constraint.range != nullptr) {
        option.least = number(from.constraint.range->min);
        option.most = number(from.constraint.range->max);
    } else if (from.constraint_type == SANE_CONSTRAINT_WORD_LIST && from.constraint.word_list != nullptr) {
        const auto* list = from.constraint.word_list;
        for (int i = 1; i <= list[0]; ++i) option.numbers.push_back(number(list[i]));
    } else if (from.constraint_type == SANE_CONSTRAINT_STRING_LIST && from.constraint.string_list != nullptr) {
        for (const auto* text = from.constraint.string_list; *text != nullptr; ++text) option.texts.emplace_back(*text);
    }
    return option;
}

std::string shown(double number) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << number;
    return out.str();
}

base::Sentence allowedIn(const SaneOption& option) {
    std::vector<std::string> values = option.texts;
    for (const double number : option.numbers) values.push_back(shown(number));
    if (!values.empty()) return base::Sentence("it takes {}", base::joined(values, ", "));
    if (option.least && option.most)
        return base::Sentence("it takes {} to {}", shown(*option.least), shown(*option.most));
    return option.type == SaneOption::Type::Switch ? base::Sentence("it takes yes or no")
                                                   : base::Sentence("try another value");
}

std::optional<SANE_Bool> switchFrom(std::string_view text) {
    for (const auto yes : {"yes", "true", "on", "1"})
        if (text == yes) return SANE_TRUE;
    for (const auto no : {"no", "false", "off", "0"})
        if (text == no) return SANE_FALSE;
    return {};
}

std::optional<double> numberFrom(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

/// SANE_Word is a 32-bit whole number; SANE_FIX takes +-32768.
bool fits(const SaneOption& option, double number) {
    const double limit = option.type == SaneOption::Type::Fixed ? 32767.9999 : 2147483647.0;
    return std::abs(number) <= limit;
}

SANE_Word wordOf(const SaneOption& option, double number) {
    return option.type == SaneOption::Type::Fixed ? SANE_FIX(number) : static_cast<SANE_Word>(std::lround(number));
}

bool isAllowed(const SaneOption& option, double number) {
    constexpr double fixedStep = 1.0 / 65536;
    if (!fits(option, number)) return false;
    if (option.least && (number < *option.least - fixedStep || number > *option.most + fixedStep)) return false;
    return option.numbers.empty() || std::any_of(option.numbers.begin(), option.numbers.end(), [&](double allowed) {
               return std::abs(allowed - number) <= fixedStep;
           });
}

/// The listed text that is meant, whatever its case.
std::optional<std::string> allowedText(const SaneOption& option, const std::string& value) {
    if (option.texts.empty()) return value;
    const auto same = [&](const std::string& text) {
        return text.size() == value.size() && strncasecmp(text.data(), value.data(), text.size()) == 0;
    };
    const auto found = std::find_if(option.texts.begin(), option.texts.end(), same);
    return found == option.texts.end() ? std::optional<std::string>{} : *found;
}

FrameShape::Kind kindOf(SANE_Frame frame) {
    switch (frame) {
        case SANE_FRAME_RGB:
            return FrameShape::Kind::Colour;
        case SANE_FRAME_RED:
            return FrameShape::Kind::Red;
        case SANE_FRAME_GREEN:
            return FrameShape::Kind::Green;
        case SANE_FRAME_BLUE:
            return FrameShape::Kind::Blue;
        default:
            return FrameShape::Kind::Gray;
    }
}

}  // namespace

SaneLibrary::SaneLibrary() {
    const std::lock_guard turn(turns());
    if (holds == 0 && sane_init(nullptr, nullptr) != SANE_STATUS_GOOD)
        throw ScanError(ScanProblem::Offline,
                        base::Sentence("The scanner drivers (SANE) do not start; install the package libsane1 again."));
    ++holds;
}

SaneLibrary::~SaneLibrary() {
    const std::lock_guard turn(turns());
    if (--holds == 0) sane_exit();
}

std::vector<DeviceInfo> SaneLibrary::devices() const {
    const std::lock_guard turn(turns());
    const SANE_Device** list = nullptr;
    const auto status = sane_get_devices(&list, SANE_FALSE);
    if (status != SANE_STATUS_GOOD) throw scanError(problemOf(status), "SANE");
    std::vector<DeviceInfo> devices;
    for (; list != nullptr && *list != nullptr; ++list) devices.push_back(describe(**list));
    return devices;
}

SaneDevice::SaneDevice(const std::string& name) : name_(name) {
    const std::lock_guard turn(turns());
    const auto status = sane_open(name.c_str(), &handle_);
    if (status == SANE_STATUS_GOOD) return;
    // "Invalid" is what drivers answer to a name they do not know.
    throw scanError(
        status == SANE_STATUS_INVAL || status == SANE_STATUS_UNSUPPORTED ? ScanProblem::NoDevice : problemOf(status),
        name);
}

SaneDevice::~SaneDevice() {
    const std::lock_guard turn(turns());
    sane_close(handle_);
}

std::optional<SaneOption> SaneDevice::option(const std::string& name) const {
    const std::lock_guard turn(turns());
    for (int index = 1; const auto* descriptor = sane_get_option_descriptor(handle_, index); ++index) {
        if (textOf(descriptor->name) != name || descriptor->type == SANE_TYPE_GROUP) continue;
        auto option = describe(*descriptor, index);
        if (option.usable) return option;
    }
    return {};
}

void SaneDevice::refuse(const SaneOption& option, const std::string& value) const {
    throw ScanError(ScanProblem::BadSetting,
                    base::Sentence("{} refuses {} = {}; {}.", name_, option.name, value, allowedIn(option)));
}

void SaneDevice::control(const SaneOption& option, void* value) {
    const std::lock_guard turn(turns());
    SANE_Int info = 0;
    const auto status = sane_control_option(handle_, option.index, SANE_ACTION_SET_VALUE, value, &info);
    if (status == SANE_STATUS_GOOD) return;
    const auto problem = problemOf(status);
    if (problem != ScanProblem::BadSetting) throw scanError(problem, name_);
    throw ScanError(problem, base::Sentence("{} refuses a value for {}; {}.", name_, option.name, allowedIn(option)));
}

void SaneDevice::set(const SaneOption& option, const std::string& value) {
    switch (option.type) {
        case SaneOption::Type::Switch: {
            auto yes = switchFrom(value);
            if (!yes) refuse(option, value);
            return control(option, &*yes);
        }
        case SaneOption::Type::Whole:
        case SaneOption::Type::Fixed: {
            std::vector<SANE_Word> words;
            for (const auto& part : base::split(value, ',')) {
                const auto number = numberFrom(base::trimmed(part));
                if (!number || !isAllowed(option, *number)) refuse(option, value);
                words.push_back(wordOf(option, *number));
            }
            if (words.size() * sizeof(SANE_Word) != static_cast<std::size_t>(option.bytes)) refuse(option, value);
            return control(option, words.data());
        }
        case SaneOption::Type::Text: {
            const auto text = allowedText(option, value);
            if (!text || text->size() >= static_cast<std::size_t>(std::max(option.bytes, 0))) refuse(option, value);
            std::vector<char> buffer(static_cast<std::size_t>(option.bytes), '\0');
            std::copy(text->begin(), text->end(), buffer.begin());
            return control(option, buffer.data());
        }
        case SaneOption::Type::Button:
            return control(option, nullptr);
        case SaneOption::Type::Group:
            return;
    }
}

void SaneDevice::set(const SaneOption& option, double value) {
    if (option.bytes != sizeof(SANE_Word) || !isAllowed(option, value)) refuse(option, shown(value));
    SANE_Word word = wordOf(option, value);
    control(option, &word);
}

double SaneDevice::number(const SaneOption& option) const {
    const std::lock_guard turn(turns());
    SANE_Word word = 0;
    if (option.bytes != sizeof word) return 0;
    if (sane_control_option(handle_, option.index, SANE_ACTION_GET_VALUE, &word, nullptr) != SANE_STATUS_GOOD) return 0;
    return option.type == SaneOption::Type::Fixed ? SANE_UNFIX(word) : word;
}

SaneDevice::Step SaneDevice::start(int pagesBefore) {
    const std::lock_guard turn(turns());
    const auto status = sane_start(handle_);
    if (status == SANE_STATUS_GOOD) return Step::Done;
    if (status == SANE_STATUS_NO_DOCS) return Step::NoPaper;
    throw scanError(problemOf(status), name_, pagesBefore);
}

FrameShape SaneDevice::shape(int pagesBefore) const {
    const std::lock_guard turn(turns());
    SANE_Parameters parameters{};
    const auto status = sane_get_parameters(handle_, &parameters);
    if (status != SANE_STATUS_GOOD) throw scanError(problemOf(status), name_, pagesBefore);
    return {kindOf(parameters.format), parameters.last_frame != SANE_FALSE, parameters.depth,
            parameters.bytes_per_line, parameters.pixels_per_line,          parameters.lines};
}

SaneDevice::Step SaneDevice::read(std::vector<std::uint8_t>& bytes, int pagesBefore) {
    const std::lock_guard turn(turns());
    std::array<SANE_Byte, 1 << 16> buffer;
    SANE_Int count = 0;
    const auto status = sane_read(handle_, buffer.data(), static_cast<SANE_Int>(buffer.size()), &count);
    if (status == SANE_STATUS_EOF) return Step::EndOfFrame;
    if (status == SANE_STATUS_NO_DOCS && bytes.empty()) return Step::NoPaper;
    if (status != SANE_STATUS_GOOD) throw scanError(problemOf(status), name_, pagesBefore);
    bytes.insert(bytes.end(), buffer.begin(), buffer.begin() + std::clamp<SANE_Int>(count, 0, 1 << 16));
    return Step::Done;
}

void SaneDevice::cancel() {
    const std::lock_guard turn(turns());
    sane_cancel(handle_);
}

}  // namespace daiban::scanners
