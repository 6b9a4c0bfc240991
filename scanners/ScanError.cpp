#include "scanners/ScanError.h"

namespace daiban::scanners {
namespace {

base::ErrorKind kindOf(ScanProblem problem) {
    switch (problem) {
        case ScanProblem::NoDevice:
        case ScanProblem::AccessDenied:
            return base::ErrorKind::NotFound;
        case ScanProblem::BadSetting:
            return base::ErrorKind::BadArguments;
        default:
            return base::ErrorKind::Unreadable;
    }
}

std::string afterPages(int pages) {
    if (pages == 0) return "";
    return pages == 1 ? " after 1 page" : " after " + std::to_string(pages) + " pages";
}

std::string sentenceFor(ScanProblem problem, const std::string& device, int pagesBefore) {
    const std::string after = afterPages(pagesBefore);
    switch (problem) {
        case ScanProblem::FeederEmpty:
            return "The feeder of " + device + " is empty; put paper in and scan again.";
        case ScanProblem::PaperJam:
            return "Paper is jammed in " + device + after +
                   "; take it out, put it back with the sheets that follow and scan on.";
        case ScanProblem::CoverOpen:
            return "The cover of " + device + " is open" + after + "; close it and scan on.";
        case ScanProblem::DeviceBusy:
            return device + " is busy" + after + "; wait for the other program to finish and scan again.";
        case ScanProblem::Offline:
            return device + " does not answer" + after + "; check its power and its cable and scan again.";
        case ScanProblem::NoDevice:
            return "There is no scanner " + device + "; \"daiban devices\" lists those that are there.";
        case ScanProblem::BadSetting:
            return device + " refuses a setting; scan with other settings.";
        case ScanProblem::AccessDenied:
            return device + " may not be used by this account; ask the administrator to allow it (group scanner).";
        case ScanProblem::OutOfMemory:
            return device + " ran out of memory" + after + "; scan with a lower dpi.";
        case ScanProblem::Cancelled:
            return "The scan on " + device + " was stopped" + after + "; scan on from there.";
        case ScanProblem::BadPage:
            return device + " sent a page that cannot be read" + after + "; scan that page again.";
    }
    return device + " failed" + after + "; scan again.";
}

}  // namespace

ScanError::ScanError(ScanProblem problem, const std::string& sentence)
    : base::Error(kindOf(problem), sentence), problem_(problem) {}

std::string ScanError::chinese() const {
    switch (problem_) {
        case ScanProblem::FeederEmpty:
            return "进纸器里没有纸，请放好纸再扫描。";
        case ScanProblem::PaperJam:
            return "扫描仪卡纸，请取出卡住的纸，与后面未扫描的纸一起重新放入再扫描。";
        case ScanProblem::CoverOpen:
            return "扫描仪盖板未合上，请合上再扫描。";
        case ScanProblem::DeviceBusy:
            return "扫描仪正被其他程序使用，请稍候再扫描。";
        case ScanProblem::Offline:
            return "扫描仪没有应答，请检查电源和连线后再扫描。";
        case ScanProblem::NoDevice:
            return "找不到这台扫描仪，请在设备列表中另选。";
        case ScanProblem::BadSetting:
            return "扫描仪不支持所选的设置，请换一种设置再扫描。";
        case ScanProblem::AccessDenied:
            return "当前账户无权使用这台扫描仪，请联系管理员开通。";
        case ScanProblem::OutOfMemory:
            return "扫描仪内存不足，请降低分辨率再扫描。";
        case ScanProblem::Cancelled:
            return "扫描已中止，已扫描的页面保留，请接着扫描。";
        case ScanProblem::BadPage:
            return "收到一页无法读取的图像，请重新扫描这一页。";
    }
    return "扫描失败，请重新扫描。";
}

ScanError scanError(ScanProblem problem, const std::string& device, int pagesBefore) {
    return ScanError(problem, sentenceFor(problem, device, pagesBefore));
}

}  // namespace daiban::scanners
