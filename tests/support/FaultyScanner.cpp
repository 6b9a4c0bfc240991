// A SANE driver whose sheets do as they are told: `libsane-faulty.so.1`, found by SANE's own dll driver through
// LD_LIBRARY_PATH. Its setting `plan` says what happens, words apart by spaces:
//   sheets=10      that lie in the feeder       first=1     number of the first of them, which is what is drawn on it
//   paper-after=3  times it is asked before somebody puts them in
//   5:jammed       what becomes of sheet 5 in its middle: a status of SANE, or hang, crash, memory
//   5:start:jammed the same before it
//   5:double       two sheets at once, at which it stops if it was told to (df-action), jammed
//   slow=20        milliseconds a line
// A sheet's gray is ten times its number, so that a picture says which it is.
#include <sane/sane.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr int lineBytes = 83, lines = 117;  ///< A4 at ten dots an inch
constexpr int textBytes = 256;

struct Plan {
    int sheets = 10, first = 1, paperAfter = 0, slow = 0;
    std::map<int, std::string> middle, start;
};

Plan planFrom(const std::string& text) {
    Plan plan;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto equals = word.find('='), colon = word.find(':');
        if (colon != std::string::npos) {
            const int sheet = std::stoi(word.substr(0, colon));
            const std::string what = word.substr(colon + 1);
            if (what.rfind("start:", 0) == 0)
                plan.start[sheet] = what.substr(6);
            else
                plan.middle[sheet] = what;
            continue;
        }
        const std::string name = word.substr(0, equals), value = word.substr(equals + 1);
        if (name == "sheets") plan.sheets = std::stoi(value);
        if (name == "first") plan.first = std::stoi(value);
        if (name == "paper-after") plan.paperAfter = std::stoi(value);
        if (name == "slow") plan.slow = std::stoi(value);
    }
    return plan;
}

SANE_Status statusNamed(const std::string& name) {
    static const std::map<std::string, SANE_Status> known{{"unsupported", SANE_STATUS_UNSUPPORTED},
                                                          {"cancelled", SANE_STATUS_CANCELLED},
                                                          {"busy", SANE_STATUS_DEVICE_BUSY},
                                                          {"inval", SANE_STATUS_INVAL},
                                                          {"eof", SANE_STATUS_EOF},
                                                          {"jammed", SANE_STATUS_JAMMED},
                                                          {"no-docs", SANE_STATUS_NO_DOCS},
                                                          {"cover", SANE_STATUS_COVER_OPEN},
                                                          {"io", SANE_STATUS_IO_ERROR},
                                                          {"no-mem", SANE_STATUS_NO_MEM},
                                                          {"denied", SANE_STATUS_ACCESS_DENIED}};
    const auto found = known.find(name);
    return found == known.end() ? SANE_STATUS_IO_ERROR : found->second;
}

/// Does it where it ends the program or never comes back.
SANE_Status happen(const std::string& what) {
    if (what == "crash") std::signal(SIGSEGV, SIG_DFL), std::raise(SIGSEGV);  // sanitizers take it for a finding
    while (what == "hang") sleep(1);
    if (what == "memory") {
        static std::vector<std::vector<char>> eaten;
        while (true) eaten.emplace_back(std::size_t{64} << 20, 'x');
    }
    return statusNamed(what);
}

struct Device {
    std::string plan, source = "Flatbed";
    SANE_Int dpi = 10;
    int asked = 0, given = 0;  ///< times it was started; sheets that went through
    SANE_Word stopsAtTwo = SANE_FALSE;
    int line = -1;
};

Device device;
std::array<SANE_Option_Descriptor, 7> options;
const std::array<SANE_String_Const, 4> sources{"Flatbed", "ADF", "ADF Duplex", nullptr};
const SANE_Range dpis{10, 600, 1}, millimetres{0, SANE_FIX(297), 0};

void describeOptions() {
    const auto set = [](SANE_Option_Descriptor& option, const char* name, SANE_Value_Type type, int bytes) {
        option = {};
        option.name = option.title = option.desc = name;
        option.type = type;
        option.size = bytes;
        option.cap = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT;
    };
    set(options[0], "", SANE_TYPE_INT, sizeof(SANE_Word));
    options[0].cap = SANE_CAP_SOFT_DETECT;
    set(options[1], "source", SANE_TYPE_STRING, textBytes);
    options[1].constraint_type = SANE_CONSTRAINT_STRING_LIST;
    options[1].constraint.string_list = sources.data();
    set(options[2], "resolution", SANE_TYPE_INT, sizeof(SANE_Word));
    options[2].constraint_type = SANE_CONSTRAINT_RANGE;
    options[2].constraint.range = &dpis;
    set(options[3], "plan", SANE_TYPE_STRING, textBytes);
    set(options[4], "br-x", SANE_TYPE_FIXED, sizeof(SANE_Word));
    set(options[5], "br-y", SANE_TYPE_FIXED, sizeof(SANE_Word));
    for (const std::size_t i : {4, 5}) {
        options[i].unit = SANE_UNIT_MM;
        options[i].constraint_type = SANE_CONSTRAINT_RANGE;
        options[i].constraint.range = &millimetres;
    }
    set(options[6], "df-action", SANE_TYPE_BOOL, sizeof(SANE_Word));
}

}  // namespace

extern "C" {

SANE_Status sane_faulty_init(SANE_Int* version, SANE_Auth_Callback /*authorize*/) {
    if (version != nullptr) *version = SANE_VERSION_CODE(1, 0, 0);
    describeOptions();
    return SANE_STATUS_GOOD;
}

void sane_faulty_exit() {}

SANE_Status sane_faulty_get_devices(const SANE_Device*** list, SANE_Bool /*localOnly*/) {
    static const SANE_Device one{"desk", "Noname", "scanner of faults", "virtual device"};
    static std::array<const SANE_Device*, 2> all{&one, nullptr};
    *list = all.data();
    return SANE_STATUS_GOOD;
}

SANE_Status sane_faulty_open(SANE_String_Const /*name*/, SANE_Handle* handle) {
    device = {};
    *handle = &device;
    return SANE_STATUS_GOOD;
}

void sane_faulty_close(SANE_Handle /*handle*/) {}

const SANE_Option_Descriptor* sane_faulty_get_option_descriptor(SANE_Handle /*handle*/, SANE_Int option) {
    const auto index = static_cast<std::size_t>(option);
    return option >= 0 && index < options.size() ? &options[index] : nullptr;
}

SANE_Status sane_faulty_control_option(SANE_Handle /*handle*/, SANE_Int option, SANE_Action action, void* value,
                                       SANE_Int* /*info*/) {
    const auto exchange = [&](auto& field) {
        if (action == SANE_ACTION_GET_VALUE)
            *static_cast<SANE_Word*>(value) = static_cast<SANE_Word>(field);
        else
            field = *static_cast<SANE_Word*>(value);
        return SANE_STATUS_GOOD;
    };
    static SANE_Word right = 0, bottom = 0;
    SANE_Word count = options.size();
    std::string* text = option == 1 ? &device.source : &device.plan;
    switch (option) {
        case 0:
            return exchange(count);
        case 2:
            return exchange(device.dpi);
        case 4:
            return exchange(right);
        case 5:
            return exchange(bottom);
        case 6:
            return exchange(device.stopsAtTwo);
        default:
            break;
    }
    if (action == SANE_ACTION_GET_VALUE)
        std::strncpy(static_cast<char*>(value), text->c_str(), textBytes - 1);
    else
        *text = static_cast<const char*>(value);
    return SANE_STATUS_GOOD;
}

SANE_Status sane_faulty_get_parameters(SANE_Handle /*handle*/, SANE_Parameters* parameters) {
    *parameters = {SANE_FRAME_GRAY, SANE_TRUE, lineBytes, lineBytes, lines, 8};
    return SANE_STATUS_GOOD;
}

SANE_Status sane_faulty_start(SANE_Handle /*handle*/) {
    const Plan plan = planFrom(device.plan);
    const bool feeds = device.source != "Flatbed";
    if (feeds && device.asked++ < plan.paperAfter) return SANE_STATUS_NO_DOCS;
    if (feeds && device.given >= plan.sheets) return SANE_STATUS_NO_DOCS;
    if (const auto what = plan.start.find(device.given + 1); what != plan.start.end()) return happen(what->second);
    device.line = 0;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_faulty_read(SANE_Handle /*handle*/, SANE_Byte* data, SANE_Int most, SANE_Int* count) {
    const Plan plan = planFrom(device.plan);
    *count = 0;
    if (device.line < 0) return SANE_STATUS_EOF;
    if (const auto what = plan.middle.find(device.given + 1); device.line == lines / 2 && what != plan.middle.end()) {
        if (what->second != "double") return happen(what->second);
        if (device.stopsAtTwo == SANE_TRUE) return SANE_STATUS_JAMMED;
    }
    if (device.line == lines) {
        device.line = -1;
        ++device.given;
        return SANE_STATUS_EOF;
    }
    if (plan.slow > 0) usleep(static_cast<useconds_t>(plan.slow) * 1000);
    const int sheet = device.source == "Flatbed" ? 25 : plan.first + device.given;
    *count = std::min<SANE_Int>(lineBytes, most);
    std::memset(data, 10 * sheet % 256, static_cast<std::size_t>(*count));
    ++device.line;
    return SANE_STATUS_GOOD;
}

void sane_faulty_cancel(SANE_Handle /*handle*/) {
    device.line = -1;
}

SANE_Status sane_faulty_set_io_mode(SANE_Handle /*handle*/, SANE_Bool nonBlocking) {
    return nonBlocking == SANE_TRUE ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status sane_faulty_get_select_fd(SANE_Handle /*handle*/, SANE_Int* /*fd*/) {
    return SANE_STATUS_UNSUPPORTED;
}

SANE_String_Const sane_faulty_strstatus(SANE_Status /*status*/) {
    return "";
}

}  // extern "C"
