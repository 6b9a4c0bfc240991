// The station's own authority: what it signs, for whom, and when anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "base/Random.h"
#include "support/TemporaryFolder.h"
#include "web/ServedStation.h"
#include "web/tls/StationAuthority.h"

namespace daiban::web::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// What a command writes, with how it ended behind it.
std::string said(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
    return text + "exit " + std::to_string(WEXITSTATUS(::pclose(pipe)));
}

class StationTls : public testing::Test {
  protected:
    IssuedCertificate issued(const StationNames& names) {
        StationAuthority authority(folder_.path() / "tls", clock_, random_);
        return authority.certificateFor(names);
    }
    /// OpenSSL's word on whether whoever trusts `authority` trusts the certificate for a name.
    std::string verified(const IssuedCertificate& certificate, const std::string& how) {
        std::ofstream(folder_.path() / "ca.pem") << certificate.authorityPem;
        return said("openssl verify -x509_strict -purpose sslserver " + how + " -CAfile " +
                    (folder_.path() / "ca.pem").string() + " " + certificate.certificate.string());
    }
    support::TemporaryFolder folder_;
    base::FixedClock clock_{std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())};
    base::SystemRandom random_;
    const StationNames names_{.hosts = {"localhost", "station"}, .addresses = {"127.0.0.1", "192.168.1.20", "::1"}};
};

TEST_F(StationTls, MakesACertificateThatHoldsForItsNamesAndAddressesAlone) {
    const auto certificate = issued(names_);
    EXPECT_THAT(verified(certificate, "-verify_hostname station"), HasSubstr("exit 0"));
    EXPECT_THAT(verified(certificate, "-verify_ip 192.168.1.20"), HasSubstr("exit 0"));
    EXPECT_THAT(verified(certificate, "-verify_hostname bank.example"), HasSubstr("exit 2"));
    EXPECT_THAT(said("openssl x509 -noout -text -in " + certificate.certificate.string()),
                testing::AllOf(HasSubstr("prime256v1"), HasSubstr("TLS Web Server Authentication")));
    EXPECT_TRUE(certificate.leftOut.empty());
}

TEST_F(StationTls, CannotAnswerForAnotherSiteWhoeverHasItsKey) {
    (void)issued(names_);
    const auto other =
        issued({.hosts = {"bank.example", "station"}, .addresses = {"127.0.0.1", "8.8.8.8", "10.0.0.7"}});
    EXPECT_THAT(other.leftOut, testing::UnorderedElementsAre("bank.example", "8.8.8.8"));
    EXPECT_THAT(verified(other, "-verify_ip 10.0.0.7"), HasSubstr("exit 0")) << "an address of a private network is";
    EXPECT_THAT(said("openssl x509 -noout -text -in " + (folder_.path() / "tls" / "authority.pem").string()),
                testing::AllOf(HasSubstr("Name Constraints: critical"), HasSubstr("pathlen:0")));
}

TEST_F(StationTls, KeepsKeysForItsOwnerAndThemAsLongAsTheyServe) {
    const auto first = issued(names_), second = issued(names_);
    EXPECT_TRUE(first.isNew);
    EXPECT_FALSE(second.isNew);
    EXPECT_EQ(first.fingerprint, second.fingerprint);
    for (const char* key : {"authority.key", "server.key"}) {
        struct stat about {};
        ASSERT_EQ(::stat((folder_.path() / "tls" / key).c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 0777, 0600U) << key;
    }
}

TEST_F(StationTls, IsMadeAnewWhenAnAddressChangesAndAMonthBeforeItsEnd) {
    const auto first = issued(names_);
    auto moved = names_;
    moved.addresses[1] = "192.168.1.21";
    const auto second = issued(moved);
    EXPECT_TRUE(second.isNew);
    EXPECT_EQ(first.fingerprint, second.fingerprint) << "telephones go on trusting";
    EXPECT_THAT(verified(second, "-verify_ip 192.168.1.21"), HasSubstr("exit 0"));
    clock_.advance(StationAuthority::certificateLasts - StationAuthority::renewedBefore - std::chrono::days(2));
    EXPECT_FALSE(issued(moved).isNew);
    clock_.advance(std::chrono::days(2));
    EXPECT_TRUE(issued(moved).isNew);
}

TEST_F(StationTls, IsMadeAnewWhenAFileOfItIsDamaged) {
    (void)issued(names_);
    std::ofstream(folder_.path() / "tls" / "server.pem") << "nonsense";
    EXPECT_TRUE(issued(names_).isNew);
    std::ofstream(folder_.path() / "tls" / "server.key") << "nonsense";
    const auto again = issued(names_);
    EXPECT_TRUE(again.isNew);
    EXPECT_THAT(verified(again, "-verify_hostname station"), HasSubstr("exit 0"));
}

TEST_F(StationTls, KnowsTheMachinesOwnNames) {
    const auto names = stationNames({"daiban.lan", "192.168.7.7", "no name"}, "0.0.0.0");
    EXPECT_THAT(names.hosts, testing::IsSupersetOf({"localhost", "daiban.lan"}));
    EXPECT_THAT(names.hosts, testing::Not(testing::Contains("no name")));
    EXPECT_THAT(names.addresses, testing::IsSupersetOf({"127.0.0.1", "192.168.7.7"}));
}

}  // namespace
}  // namespace daiban::web::test
