#include "acme/Csr.h"

#include "acme/OpenSsl.h"

using namespace Qt::StringLiterals;

namespace unmta::acme {

Result<QByteArray> makeCsr(const EcKey &key, const QString &host)
{
    const auto failed = [] { return systemError(u"acme.bad_key"_s, takeOpenSslError()); };
    const RequestPtr request(X509_REQ_new());
    const ExtensionPtr altName = altNameExtension({host}, false);
    if (!request || !altName)
        return failed();
    STACK_OF(X509_EXTENSION) *extensions = nullptr;
    const bool isFilled = X509v3_add_ext(&extensions, altName.get(), -1) != nullptr &&
                          X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                          X509_REQ_add_extensions(request.get(), extensions) == 1 &&
                          X509_REQ_set_pubkey(request.get(), key.handle()) == 1 &&
                          X509_REQ_sign(request.get(), key.handle(), EVP_sha256()) > 0;
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    unsigned char *der = nullptr;
    const int length = isFilled ? i2d_X509_REQ(request.get(), &der) : -1;
    if (length <= 0)
        return failed();
    const QByteArray bytes(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    return bytes;
}

} // namespace unmta::acme
