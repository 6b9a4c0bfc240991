#include "scanners/ScanError.h"

#include "base/Sentence.h"

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

base::Sentence afterPages(int pages) {
    if (pages == 0) return {};
    return pages == 1 ? base::Sentence(" after 1 page") : base::Sentence(" after {} pages", pages);
}

base::Sentence sentenceFor(ScanProblem problem, const std::string& device, int pagesBefore) {
    const base::Sentence after = afterPages(pagesBefore);
    switch (problem) {
        case ScanProblem::FeederEmpty:
            return base::Sentence("The feeder of {} is empty; put paper in and scan again.", device);
        case ScanProblem::PaperJam:
            return base::Sentence(
                "Paper is jammed in {}{}; take it out, put it back with the sheets that follow and scan on.", device,
                after);
        case ScanProblem::CoverOpen:
            return base::Sentence("The cover of {} is open{}; close it and scan on.", device, after);
        case ScanProblem::DeviceBusy:
            return base::Sentence("{} is busy{}; wait for the other program to finish and scan again.", device, after);
        case ScanProblem::Offline:
            return base::Sentence("{} does not answer{}; check its power and its cable and scan again.", device, after);
        case ScanProblem::NoDevice:
            return base::Sentence("There is no scanner {}; \"daiban devices\" lists those that are there.", device);
        case ScanProblem::BadSetting:
            return base::Sentence("{} refuses a setting; scan with other settings.", device);
        case ScanProblem::AccessDenied:
            return base::Sentence(
                "{} may not be used by this account; ask the administrator to allow it (group scanner).", device);
        case ScanProblem::OutOfMemory:
            return base::Sentence("{} ran out of memory{}; scan with a lower dpi.", device, after);
        case ScanProblem::Cancelled:
            return base::Sentence("The scan on {} was stopped{}; scan on from there.", device, after);
        case ScanProblem::BadPage:
            return base::Sentence("{} sent a page that cannot be read{}; scan that page again.", device, after);
    }
    return base::Sentence("{} failed{}; scan again.", device, after);
}

}  // namespace

ScanError::ScanError(ScanProblem problem, base::Sentence sentence)
    : base::Error(kindOf(problem), std::move(sentence)), problem_(problem) {}

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
