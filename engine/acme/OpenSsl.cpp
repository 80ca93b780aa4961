#include "acme/OpenSsl.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>

namespace unmta::acme {

BioPtr readBio(const QByteArray &bytes)
{
    return BioPtr(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

BioPtr writeBio()
{
    return BioPtr(BIO_new(BIO_s_mem()));
}

QByteArray bioBytes(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return length > 0 ? QByteArray(data, length) : QByteArray();
}

QString takeOpenSslError()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (code == 0)
        return {};
    std::array<char, 256> text{};
    ERR_error_string_n(code, text.data(), text.size());
    return QString::fromLatin1(text.data());
}

std::vector<X509Ptr> readChain(const QByteArray &pem)
{
    constexpr std::size_t longestChain = 10;
    const BioPtr bio = readBio(pem);
    std::vector<X509Ptr> chain;
    ERR_clear_error();
    while (X509Ptr certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
        chain.push_back(std::move(certificate));
        if (chain.size() > longestChain)
            return {};
    }
    // The regular end is "no further start line"; anything else is a broken certificate after good ones.
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    if (ERR_GET_LIB(code) != ERR_LIB_PEM || ERR_GET_REASON(code) != PEM_R_NO_START_LINE)
        return {};
    return chain;
}

QByteArray certificatePem(X509 *certificate)
{
    const BioPtr bio = writeBio();
    return PEM_write_bio_X509(bio.get(), certificate) == 1 ? bioBytes(bio.get()) : QByteArray();
}

TimePoint fromAsn1(const ASN1_TIME *time)
{
    const TimePtr epoch(ASN1_TIME_set(nullptr, 0));
    int days = 0;
    int seconds = 0;
    if (!time || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1)
        return {};
    return TimePoint(std::chrono::days(days) + std::chrono::seconds(seconds));
}

TimePtr toAsn1(TimePoint time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
    return TimePtr(ASN1_TIME_set(nullptr, static_cast<std::time_t>(seconds)));
}

namespace {

// Built from parts: the textual form of OpenSSL's configuration would let a host speak its syntax.
std::unique_ptr<GENERAL_NAME, Freed<GENERAL_NAME_free>> generalName(const QByteArray &subject)
{
    std::unique_ptr<GENERAL_NAME, Freed<GENERAL_NAME_free>> entry(GENERAL_NAME_new());
    if (!entry || subject.isEmpty())
        return nullptr;
    if (ASN1_OCTET_STRING *address = a2i_IPADDRESS(subject.constData())) {
        GENERAL_NAME_set0_value(entry.get(), GEN_IPADD, address);
        return entry;
    }
    std::unique_ptr<ASN1_IA5STRING, Freed<ASN1_IA5STRING_free>> text(ASN1_IA5STRING_new());
    if (!text || ASN1_STRING_set(text.get(), subject.constData(), static_cast<int>(subject.size())) != 1)
        return nullptr;
    GENERAL_NAME_set0_value(entry.get(), GEN_DNS, text.release());
    return entry;
}

} // namespace

ExtensionPtr altNameExtension(const QStringList &subjects, bool isCritical)
{
    const NamesPtr names(sk_GENERAL_NAME_new_null());
    if (!names || subjects.isEmpty())
        return nullptr;
    for (const QString &subject : subjects) {
        auto entry = generalName(subject.toLatin1());
        if (!entry || sk_GENERAL_NAME_push(names.get(), entry.get()) < 1)
            return nullptr;
        (void)entry.release();
    }
    return ExtensionPtr(X509V3_EXT_i2d(NID_subject_alt_name, isCritical ? 1 : 0, names.get()));
}

} // namespace unmta::acme
