// What stands at the beginning of a conversation with a CA: its directory (RFC 8555 section 7.1.1), and the account
// that we have there already. Pure; any thread.
#pragma once

#include "acme/AcmeIssuer.h"
#include "acme/EcKey.h"

#include <optional>

namespace unmta::acme {

struct AcmeDirectory
{
    QString newNonce;
    QString newAccount;
    QString newOrder;
    QString renewalInfo; // empty: not offered
    QStringList caaIdentities;
    QStringList profiles; // draft-aaron-acme-profiles; empty: not offered
    bool isBindingRequired = false;
};

// The account as the store keeps it.
struct AcmeAccount
{
    EcKey key;
    QString url; // empty: the key was made, but the CA has not taken it yet
    QString email;
};

// With the CA's trust and the addresses that it may lead us to. The directory's own host is the operator's choice;
// where else a CA sends us is not.
[[nodiscard]] outbound::HttpCall callOf(outbound::HttpCall call, const AcmeConfig &config);
// Of a good answer. Error codes: "acme.bad_answer".
[[nodiscard]] Result<AcmeDirectory> directoryOf(const outbound::HttpReply &reply);
// None when it belongs to another directory or binding, or does not parse.
[[nodiscard]] std::optional<AcmeAccount> accountOf(const QByteArray &stored, const AcmeConfig &config);

} // namespace unmta::acme
