#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scanners/PageSource.h"
#include "scanners/sane/SaneFrame.h"

namespace daiban::scanners {

/// A hold on libsane, which keeps one state a process: started with the first hold, ended with the last. Its drivers
/// are those that dll.conf in SANE_CONFIG_DIR (else /etc/sane.d) names.
class SaneLibrary {
  public:
    /// Throws ScanError{Offline} when libsane does not start.
    SaneLibrary();
    ~SaneLibrary();
    SaneLibrary(const SaneLibrary&) = delete;
    SaneLibrary& operator=(const SaneLibrary&) = delete;

    [[nodiscard]] std::vector<DeviceInfo> devices() const;
};

/// One setting of a device, as it is at the moment: setting one may change others.
struct SaneOption {
    enum class Type { Switch, Whole, Fixed, Text, Button, Group };
    int index = 0;
    std::string name;
    Type type = Type::Group;
    bool usable = false;  ///< it is active and a program may set it
    bool inMillimetres = false;
    int bytes = 0;                      ///< that its value takes
    std::vector<std::string> texts;     ///< allowed, if any are listed
    std::vector<double> numbers;        ///< allowed, if any are listed
    std::optional<double> least, most;  ///< allowed, if a range is given
};

/// An open device. Every function throws ScanError.
class SaneDevice {
  public:
    explicit SaneDevice(const std::string& name);
    ~SaneDevice();
    SaneDevice(const SaneDevice&) = delete;
    SaneDevice& operator=(const SaneDevice&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    /// The setting of that name if it can be set now.
    [[nodiscard]] std::optional<SaneOption> option(const std::string& name) const;
    /// Sets it from text: "yes" or "no", numbers (several with commas between), or a text.
    void set(const SaneOption& option, const std::string& value);
    void set(const SaneOption& option, double value);
    [[nodiscard]] double number(const SaneOption& option) const;

    /// What became of asking for the next page or more bytes.
    enum class Step { Done, NoPaper, EndOfFrame };
    [[nodiscard]] Step start(int pagesBefore);
    [[nodiscard]] FrameShape shape(int pagesBefore) const;
    /// Appends some bytes of the frame.
    [[nodiscard]] Step read(std::vector<std::uint8_t>& bytes, int pagesBefore);
    /// Ends the scan, at its end as well as in its middle. Drivers may hang in it.
    void cancel();

  private:
    [[noreturn]] void refuse(const SaneOption& option, const std::string& value) const;
    void control(const SaneOption& option, void* value);

    SaneLibrary library_;
    std::string name_;
    void* handle_ = nullptr;
};

}  // namespace daiban::scanners
