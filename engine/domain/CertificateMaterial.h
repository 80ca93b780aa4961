// A certificate as the edge needs it, in as few bytes as can be: there may be 100,000 of them in memory, and each is
// parsed on first use, in the edge's bounded cache.
#pragma once

#include "base/Clock.h"

#include <QByteArray>
#include <QSet>

namespace unmta {

// What certificates of one authority have in common, so that it lies in memory once. One thread.
class CommonIssuers
{
public:
    // The same text, shared with whoever gave the same before and still has it.
    [[nodiscard]] QByteArray shared(const QByteArray &issuersPem);
    [[nodiscard]] qsizetype size() const { return m_known.size(); }

private:
    QSet<QByteArray> m_known;
    qsizetype m_lookAt = 16; // how many there are when those that nobody has any more go
};

// A value; any thread. It gives back exactly the texts that it was given, whatever they are: what is spelled as
// everybody spells it is kept as bytes, and of a P-256 key the secret alone, for the rest of it is in the certificate.
class CertificateMaterial
{
public:
    // `generation` is unique per certificate in this process. Without `issuers` it shares nothing.
    CertificateMaterial(const QByteArray &chainPem, const QByteArray &keyPem, TimePoint notAfter, quint64 generation,
                        CommonIssuers *issuers = nullptr);

    [[nodiscard]] QByteArray chainPem() const; // leaf first
    [[nodiscard]] QByteArray keyPem() const;   // secret
    [[nodiscard]] TimePoint notAfter() const { return m_notAfter; }
    [[nodiscard]] quint64 generation() const { return m_generation; }
    // How much memory it takes for itself, roughly.
    [[nodiscard]] qsizetype ownBytes() const { return m_own.size(); }

private:
    enum class KeyForm : quint8
    {
        Text,
        Der,
        P256, // the secret number
    };
    [[nodiscard]] QByteArrayView leaf() const { return QByteArrayView(m_own).first(m_leafSize); }
    [[nodiscard]] QByteArrayView key() const { return QByteArrayView(m_own).sliced(m_leafSize); }

    QByteArray m_own; // the leaf, and behind it the key
    QByteArray m_issuersPem;
    TimePoint m_notAfter;
    quint64 m_generation;
    qint32 m_leafSize = 0;
    bool m_leafIsDer = false; // else text, with the issuers
    KeyForm m_keyForm = KeyForm::Text;
};

} // namespace unmta
