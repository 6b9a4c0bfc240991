#include "web/tls/StationAuthority.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <fstream>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Sentence.h"
#include "base/Text.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;

template <auto Free>
struct Freed {
    template <class Thing>
    void operator()(Thing* thing) const {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;

/// OpenSSL ran out of memory or of entropy: nothing a person can mend.
void demand(bool done) {
    if (!done) throw base::Error(base::ErrorKind::Other, base::Sentence("A certificate could not be made."));
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, std::string_view bytes) {
    if (base::writeDurably(file, bytes))
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The station's certificate could not be kept; see that the disk has room."));
}

std::string textOf(BIO* bio) {
    char* at = nullptr;
    const long size = BIO_get_mem_data(bio, &at);
    return size > 0 ? std::string(at, static_cast<std::size_t>(size)) : std::string();
}

Bio bioOf(const std::string& text) {
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Key keyIn(const fs::path& file) {
    const std::string text = bytesOf(file);
    return Key(PEM_read_bio_PrivateKey(bioOf(text).get(), nullptr, nullptr, nullptr));
}

/// The first of the file.
Certificate certificateIn(const fs::path& file) {
    const std::string text = bytesOf(file);
    return Certificate(PEM_read_bio_X509(bioOf(text).get(), nullptr, nullptr, nullptr));
}

/// By OpenSSL's own generator: its keys come from nowhere else.
Key newKey() {
    Key key(EVP_EC_gen("P-256"));
    demand(key != nullptr);
    return key;
}

std::string pemOf(EVP_PKEY* key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    demand(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return textOf(bio.get());
}

std::string pemOf(X509* certificate) {
    const Bio bio(BIO_new(BIO_s_mem()));
    demand(PEM_write_bio_X509(bio.get(), certificate) == 1);
    return textOf(bio.get());
}

std::string derOf(X509* certificate) {
    const Bio bio(BIO_new(BIO_s_mem()));
    demand(i2d_X509_bio(bio.get(), certificate) == 1);
    return textOf(bio.get());
}

std::string fingerprintOf(const std::string& der) {
    std::string hex = base::sha256Hex(der), text;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        if (i > 0) text += ':';
        for (const char c : hex.substr(i, 2)) text += static_cast<char>(c >= 'a' ? c - 32 : c);
    }
    return text;
}

std::time_t secondsOf(base::Instant instant) {
    return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

base::Instant endOf(const X509* certificate) {
    std::tm utc{};
    demand(ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &utc) == 1);
    return base::Instant(std::chrono::seconds(::timegm(&utc)));
}

std::string joinedWith(std::string_view mark, const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ",") + std::string(mark) + name;
    return text;
}

std::string alternativesOf(const StationNames& names) {
    const std::string hosts = joinedWith("DNS:", names.hosts), addresses = joinedWith("IP:", names.addresses);
    return hosts.empty() || addresses.empty() ? hosts + addresses : hosts + "," + addresses;
}

/// The hosts of now, and networks nobody meets on the internet; `names` may hold one address that is listened on.
std::string constraintsOf(const StationNames& names) {
    std::string text = "critical";
    for (const auto& host : names.hosts) text += ",permitted;DNS:" + host;
    for (const char* network : {"10.0.0.0/255.0.0.0", "172.16.0.0/255.240.0.0", "192.168.0.0/255.255.0.0",
                                "127.0.0.0/255.0.0.0", "FC00::/FE00::", "::1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF"})
        text += ",permitted;IP:" + std::string(network);
    for (const auto& address : names.addresses)
        text +=
            ",permitted;IP:" + address +
            (address.find(':') == std::string::npos ? "/255.255.255.255" : "/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF");
    return text;
}

struct Wish {
    std::string commonName;
    std::chrono::days lasts;
    std::vector<std::pair<int, std::string>> extensions;  ///< NID, as x509v3_config(5) writes it
};

/// A serial number nobody guesses (CA/Browser Forum: 64 random bits at least), positive.
void giveSerial(X509* certificate, base::Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7F) | 0x40);
    BIGNUM* number = BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
    demand(number != nullptr && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr);
    BN_free(number);
}

/// `issuer` null: it answers for itself.
Certificate signedCertificate(const Wish& wish, EVP_PKEY* of, X509* issuer, EVP_PKEY* by, base::Instant now,
                              base::Random& random) {
    Certificate made(X509_new());
    demand(made != nullptr && X509_set_version(made.get(), 2) == 1);
    giveSerial(made.get(), random);
    const std::time_t from = secondsOf(now - std::chrono::hours(24));  // telephones whose clock is behind
    const std::time_t until = secondsOf(now + wish.lasts - std::chrono::hours(24));
    demand(ASN1_TIME_set(X509_getm_notBefore(made.get()), from) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(made.get()), until) != nullptr);
    X509_NAME* name = X509_get_subject_name(made.get());
    const auto* text = reinterpret_cast<const unsigned char*>(wish.commonName.c_str());
    demand(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1);
    X509* signer = issuer == nullptr ? made.get() : issuer;
    demand(X509_set_issuer_name(made.get(), X509_get_subject_name(signer)) == 1 &&
           X509_set_pubkey(made.get(), of) == 1);
    X509V3_CTX context;
    X509V3_set_ctx(&context, signer, made.get(), nullptr, nullptr, 0);
    for (const auto& [kind, value] : wish.extensions) {
        const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
        demand(extension != nullptr && X509_add_ext(made.get(), extension.get(), -1) == 1);
    }
    demand(X509_sign(made.get(), by, EVP_sha256()) > 0);
    return made;
}

/// Whether whoever trusts the authority trusts the certificate now, for every name in it.
bool answersFor(X509* authority, X509* certificate, base::Instant now) {
    const Store store(X509_STORE_new());
    const StoreContext context(X509_STORE_CTX_new());
    demand(store && context && X509_STORE_add_cert(store.get(), authority) == 1 &&
           X509_STORE_CTX_init(context.get(), store.get(), certificate, nullptr) == 1);
    X509_STORE_CTX_set_time(context.get(), 0, secondsOf(now));
    X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
    const bool good = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    return good;
}

}  // namespace

struct StationAuthority::Impl {
    fs::path folder;
    const base::Clock& clock;
    base::Random& random;
    Key authorityKey, serverKey;
    Certificate authority;

    void open(const StationNames& names) {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
        authorityKey = keyIn(folder / "authority.key");
        authority = certificateIn(folder / "authority.pem");
        const bool whole =
            authorityKey && authority && X509_check_private_key(authority.get(), authorityKey.get()) == 1;
        ERR_clear_error();
        if (!whole || endOf(authority.get()) < clock.now() + certificateLasts) makeAuthority(names);
        serverKey = keyIn(folder / "server.key");
        if (!serverKey) {
            serverKey = newKey();
            write(folder / "server.key", pemOf(serverKey.get()));
        }
        ERR_clear_error();
    }

    void makeAuthority(const StationNames& names) {
        authorityKey = newKey();
        const Wish wish{
            .commonName = "daiban 代办 " + names.hosts.front() + " " + base::isoDate(base::dayOf(clock.now())),
            .lasts = authorityLasts,
            .extensions = {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                           {NID_key_usage, "critical,keyCertSign,cRLSign"},
                           {NID_subject_key_identifier, "hash"},
                           {NID_name_constraints, constraintsOf(names)}}};
        authority = signedCertificate(wish, authorityKey.get(), nullptr, authorityKey.get(), clock.now(), random);
        // The key first: a certificate without its key is found out above, and made anew.
        write(folder / "authority.key", pemOf(authorityKey.get()));
        write(folder / "authority.pem", pemOf(authority.get()));
    }

    [[nodiscard]] Certificate leaf(const StationNames& names) {
        const Wish wish{.commonName = "daiban",
                        .lasts = certificateLasts,
                        .extensions = {{NID_basic_constraints, "critical,CA:FALSE"},
                                       {NID_key_usage, "critical,digitalSignature"},
                                       {NID_ext_key_usage, "serverAuth"},
                                       {NID_subject_key_identifier, "hash"},
                                       {NID_authority_key_identifier, "keyid"},
                                       {NID_subject_alt_name, alternativesOf(names)}}};
        return signedCertificate(wish, serverKey.get(), authority.get(), authorityKey.get(), clock.now(), random);
    }

    /// The names the authority may answer for; the others go into `leftOut`.
    [[nodiscard]] StationNames allowed(const StationNames& names, std::vector<std::string>& leftOut) {
        StationNames may;
        for (const auto& host : names.hosts)
            (answersFor(authority.get(), leaf({.hosts = {host}, .addresses = {}}).get(), clock.now()) ? may.hosts
                                                                                                      : leftOut)
                .push_back(host);
        for (const auto& address : names.addresses)
            (answersFor(authority.get(), leaf({.hosts = {}, .addresses = {address}}).get(), clock.now()) ? may.addresses
                                                                                                         : leftOut)
                .push_back(address);
        return may;
    }

    [[nodiscard]] bool stillServes(const std::string& wanted) const {
        const auto there = certificateIn(folder / "server.pem");
        const bool good = there && X509_check_private_key(there.get(), serverKey.get()) == 1 &&
                          answersFor(authority.get(), there.get(), clock.now()) &&
                          endOf(there.get()) > clock.now() + renewedBefore &&
                          bytesOf(folder / "server.names") == wanted;
        ERR_clear_error();
        return good;
    }
};

StationAuthority::StationAuthority(fs::path folder, const base::Clock& clock, base::Random& random)
    : impl_(new Impl{std::move(folder), clock, random, {}, {}, {}}) {}

StationAuthority::~StationAuthority() = default;

IssuedCertificate StationAuthority::certificateFor(const StationNames& names) {
    Impl& impl = *impl_;
    impl.open(names);
    IssuedCertificate issued{.certificate = impl.folder / "server.pem",
                             .key = impl.folder / "server.key",
                             .authorityPem = pemOf(impl.authority.get()),
                             .authorityDer = derOf(impl.authority.get()),
                             .fingerprint = {},
                             .leftOut = {}};
    issued.fingerprint = fingerprintOf(issued.authorityDer);
    const StationNames may = impl.allowed(names, issued.leftOut);
    const std::string wanted = alternativesOf(may);
    if (impl.stillServes(wanted)) return issued;
    write(issued.certificate, pemOf(impl.leaf(may).get()) + issued.authorityPem);
    write(impl.folder / "server.names", wanted);
    issued.isNew = true;
    return issued;
}

}  // namespace daiban::web
