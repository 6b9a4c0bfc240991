#include "cli/Commands.h"

#include <array>

#include "cli/AllCommands.h"

namespace daiban::cli {

std::span<const Command> commands() {
    static constexpr std::array table{
        Command{"clean", "cut the documents out of pages: flat and upright", setUpClean},
        Command{"codes", "read QR codes and barcodes", setUpCodes},
        Command{"ocr", "read the text of pages", setUpOcr},
        Command{"read", "the whole story of each page: documents, types, fields, codes", setUpRead},
        Command{"types", "document types", setUpTypes},
        Command{"items", "approval items (事项)", setUpItems},
        Command{"check", "hold pages against what an item asks for", setUpCheck},
        Command{"devices", "scanners that are there", setUpDevices},
        Command{"scan", "scan pages into a folder", setUpScan},
        Command{"case", "open, fill, show and close cases (办件)", setUpCase},
        Command{"label", "print a label for a folder, a certificate or a handoff sheet", setUpLabel},
        Command{"slip", "print receipts, notices and sheets to sign (文书)", setUpSlip},
        Command{"handoff", "hand things from office to office, both sides confirming each (流转)", setUpHandoff},
        Command{"return", "match a returned certificate to its case", setUpReturn},
        Command{"pickup", "hand a certificate to its resident (领取)", setUpPickup},
        Command{"overdue", "certificates nobody collects (逾期未领)", setUpOverdue},
        Command{"sign", "the signature of a pickup, afterwards; or who has not signed (补签)", setUpSign},
        Command{"unpick", "take a pickup back, as a supervisor", setUpUnpick},
        Command{"track", "where a thing is and what happened to it", setUpTrack},
        Command{"find", "cases by name, pinyin, number, status, deadline, place; lists, counts, CSV", setUpFind},
        Command{"export", "all papers of a case as one searchable PDF/A", setUpExport},
        Command{"account", "who may sign in, and as what (账号)", setUpAccount},
        Command{"office", "the offices of this station (机构)", setUpOffice},
        Command{"household", "which household belongs to which social worker (住户)", setUpHousehold},
        Command{"audit", "what was not allowed", setUpAudit},
        Command{"erase", "delete a person's data, on request or when its time is over (删除个人信息)", setUpErase},
        Command{"init", "make a new data folder", setUpInit},
        Command{"backup", "copy the data folder while it is worked with", setUpBackup},
        Command{"restore", "make a data folder of a backup and prove it", setUpRestore},
        Command{"verify", "prove that database, blobs and audit chain agree", setUpVerify},
        Command{"tour", "tell the whole story, from paper to pickup, on the bundled samples", setUpTour},
        Command{"serve", "serve the workstation in the browser", setUpServe},
        Command{"worker", "work for another daiban", setUpWorker},
    };
    return table;
}

}  // namespace daiban::cli
