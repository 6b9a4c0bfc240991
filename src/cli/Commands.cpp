#include "cli/Commands.h"

#include <array>

#include "cli/AllCommands.h"
#include "cli/GateCommand.h"

namespace daiban::cli {

std::span<const Command> commands() {
    static constexpr std::array table{
        Command{"clean", "cut the documents out of pages: flat and upright", setUpClean},
        Command{"codes", "read QR codes and barcodes", setUpCodes},
        Command{"ocr", "read the text of pages", setUpOcr},
        Command{"read", "the whole story of each page: documents, types, fields, codes", setUpRead},
        Command{"types", "document types", setUpTypes},
        Command{"items", "approval items", setUpItems},
        Command{"check", "hold pages against what an item asks for", setUpCheck},
        Command{"devices", "scanners that are there", setUpDevices},
        Command{"scan", "scan pages into a folder, or a stack for many residents into a batch", setUpScan},
        Command{"batch", "stacks for many residents: how they fall into cases, and what asks", setUpBatch},
        Command{"case", "open, fill, show and close cases", setUpCase},
        Command{"label", "print a label for a folder, a certificate or a handoff sheet", setUpLabel},
        Command{"label-keys", "the keys that labels are signed with", setUpLabelKeys},
        Command{"slip", "print receipts, notices and sheets to sign", setUpSlip},
        Command{"handoff", "hand things from office to office, both sides confirming each", setUpHandoff},
        Command{"return", "match a returned certificate to its case", setUpReturn},
        Command{"pickup", "hand a certificate to its resident", setUpPickup},
        Command{"overdue", "certificates nobody collects", setUpOverdue},
        Command{"remind", "tell residents that their certificates wait", setUpRemind},
        Command{"sign", "the signature of a pickup, afterwards; or who has not signed", setUpSign},
        Command{"unpick", "take a pickup back, as a supervisor", setUpUnpick},
        Command{"track", "where a thing is and what happened to it", setUpTrack},
        Command{"find", "cases by name, pinyin, number, status, deadline, place; lists, counts, CSV", setUpFind},
        Command{"export", "all papers of a case as one searchable PDF/A", setUpExport},
        Command{"account", "who may sign in, and as what", setUpAccount},
        Command{"office", "the offices of this station", setUpOffice},
        Command{"household", "which household belongs to which social worker", setUpHousehold},
        Command{"audit", "what was not allowed; whether pages can go to the archive", setUpAudit},
        Command{"erase", "delete a person's data, on request or when its time is over", setUpErase},
        Command{"init", "make a new data folder", setUpInit},
        Command{"backup", "copy the data folder while it is worked with", setUpBackup},
        Command{"restore", "make a data folder of a backup and prove it", setUpRestore},
        Command{"verify", "prove that database, blobs and audit chain agree", setUpVerify},
        Command{"tour", "tell the whole story, from paper to pickup, on the bundled samples", setUpTour},
        Command{"serve", "serve the workstation in the browser", setUpServe},
        Command{"gate", "scan a handoff by a code reader, without a screen", setUpGate},
        Command{"worker", "work for another daiban", setUpWorker},
    };
    return table;
}

}  // namespace daiban::cli
