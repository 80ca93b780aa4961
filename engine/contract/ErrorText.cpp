#include "contract/ErrorText.h"

#include <QHash>
#include <QRegularExpression>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// {x} is replaced by the error's context value of that name.
const QHash<QString, QString> &sentences()
{
    static const QHash<QString, QString> table{
        {u"domain.required"_s, u"Enter a tracking subdomain, for example track.example.com."_s},
        {u"domain.url"_s, u"This is an address, not a host name. Enter only the name, for example {host}."_s},
        {u"domain.wildcard"_s,
         u"A tracking domain is one host; it cannot be a wildcard. Enter a name such as track.example.com."_s},
        {u"domain.ip_address"_s,
         u"{name} is an IP address. Enter a subdomain that you control, for example track.example.com."_s},
        {u"domain.malformed"_s,
         u"{name} is not a valid host name. Use letters, digits and hyphens, separated by dots; no label starts or ends with a hyphen."_s},
        {u"domain.label_too_long"_s,
         u"A part of the name is longer than 63 characters, which DNS does not allow. Choose a shorter one."_s},
        {u"domain.too_long"_s,
         u"The name is longer than 253 characters, which DNS does not allow. Choose a shorter one."_s},
        {u"domain.not_subdomain"_s,
         u"{name} has no subdomain. Use one of at least three parts, for example track.{name}."_s},
        {u"domain.apex"_s,
         u"{name} is the domain itself, where no CNAME can stand. Use a subdomain, for example track.{name}."_s},
        {u"domain.reserved_tld"_s,
         u"Names under .{tld} do not exist in public DNS. Use a subdomain of a domain that you have registered."_s},
        {u"domain.own_zone"_s,
         u"{name} lies under {zone}, which belongs to this server itself. Use a subdomain of your own domain."_s},
        {u"domain.duplicate"_s, u"{name} is already a tracking domain of this cluster."_s},
        {u"domain.pending"_s,
         u"{name} is not verified yet. Publish its CNAME record and verify it; then it can be the default."_s},
        {u"domain.not_found"_s, u"Not Found"_s},
        {u"domain.not_active"_s,
         u"{name} is not an active tracking domain of this cluster. Choose an active one, or leave the host out to use the default."_s},
        // Clusters
        {u"cluster.name_required"_s, u"Enter a name for the cluster."_s},
        {u"cluster.name_too_long"_s, u"The cluster's name may have at most 100 characters."_s},
        {u"cluster.duplicate"_s, u"There is already a cluster named {name}. Choose another name."_s},
        {u"cluster.last"_s, u"This is the only cluster. Create another one before you delete it."_s},
        // Links
        {u"link.url_required"_s, u"A click link needs the address it leads to: give url."_s},
        {u"link.url_unsupported"_s,
         u"Only absolute http and https addresses can be tracked, for example https://example.com/offer."_s},
        {u"link.url_too_long"_s,
         u"The address is longer than 8 KiB, which many mail programs and servers refuse. Shorten it."_s},
        {u"link.too_long"_s,
         u"The tracked link would be longer than 8 KiB, which servers refuse. Shorten the address or its data."_s},
        {u"link.field_malformed"_s, u"{field} is empty or contains characters that a link cannot carry. Correct it."_s},
        {u"link.field_too_long"_s, u"{field} is too long for a link. Shorten it to at most {limit} characters."_s},
        {u"link.no_key"_s,
         u"The cluster has no link key. Restart the engine; if that does not help, restore a backup."_s},
        {u"link.crypto"_s, u"The link could not be encrypted. The engine's log says why."_s},
        {u"link.not_genuine"_s, u"This is not a genuine link of this cluster."_s},
        // Requests
        {u"json.malformed"_s, u"The body is not valid JSON (at byte {offset})."_s},
        {u"json.not_an_object"_s, u"The body must be a JSON object."_s},
        {u"json.duplicate_key"_s, u"The JSON body names {key} twice. Name every field once."_s},
        {u"json.missing_field"_s, u"The field {field} is missing."_s},
        {u"json.wrong_type"_s, u"The field {field} has the wrong type."_s},
        {u"json.unknown_value"_s, u"The field {field} has a value that is not known."_s},
        {u"json.unknown_field"_s, u"The field {field} is not known here. Check its spelling."_s},
        {u"request.not_found"_s, u"Not Found"_s},
        {u"request.method_not_allowed"_s, u"This address does not take {method}. It takes {allow}."_s},
        {u"request.unsupported_media_type"_s, u"Send the body as {expected}."_s},
        {u"request.body_too_large"_s, u"The body is larger than {limit} bytes."_s},
        {u"request.body_unexpected"_s, u"This call takes no body."_s},
        {u"request.bad_query"_s, u"The query parameter {field} is not valid: {expected}."_s},
        {u"request.malformed"_s, u"The request is not valid HTTP."_s},
        {u"request.too_many"_s, u"Too many requests. Try again in {seconds} seconds."_s},
        {u"request.internal"_s, u"The engine could not do this. Its log says why."_s},
        {u"request.stopping"_s, u"The engine is stopping. Try again shortly."_s},
        {u"auth.unauthenticated"_s, u"Unauthenticated."_s},
        {u"auth.forbidden"_s, u"This token may not do that. It needs the scope {scope}."_s},
        {u"token.name_required"_s, u"Give the token a name, so that you recognise it later."_s},
        {u"token.name_too_long"_s, u"The token's name may have at most 100 characters."_s},
        {u"token.unknown_scope"_s, u"{scope} is not a scope. Use admin, read or rewrite."_s},
        {u"token.scope_required"_s, u"Give the token at least one scope: admin, read or rewrite."_s},
        {u"token.duplicate"_s,
         u"There is already a token named {name}. Choose another name, or revoke that one first."_s},
        {u"token.expires_in_past"_s, u"The token would have expired at {time} already. Give a time in the future."_s},
        {u"token.unknown_cluster"_s,
         u"There is no cluster {cluster}. Give the id of an existing one, or leave it out for all clusters."_s},
        // Settings
        {u"settings.unknown"_s, u"{name} is not a setting."_s},
        {u"settings.mail_incomplete"_s, u"Mail cannot be sent yet. Set {missing}."_s},
        {u"settings.invalid"_s, u"{name} cannot be “{value}”: {expected}."_s},
        {u"duration.malformed"_s,
         u"“{value}” is not a duration. Write a number with a unit, for example 30s, 15m, 24h or 90d."_s},
        {u"sandbox.bad_advance"_s,
         u"The clock cannot be moved by “{value}”. It only goes forward, by at most 366d at once."_s},
        {u"sandbox.own_zone"_s,
         u"{name} lies under the target zone {zone}, whose records the sandbox makes itself. Use a name of your own domain."_s},
        {u"sandbox.dns_name"_s,
         u"{name} is not a DNS name. Use letters, digits, hyphens and dots, for example track.example.com."_s},
        {u"sandbox.dns_type"_s,
         u"{type} is not a type that the simulated provider takes. Use CNAME, A, AAAA, NS, TXT, MX or DNAME."_s},
        {u"sandbox.dns_value"_s,
         u"“{value}” does not fit this type of record: a CNAME takes a host name, an A record an IPv4 address, an AAAA record an IPv6 address."_s},
        {u"sandbox.dns_listen"_s,
         u"The sandbox's DNS server cannot listen on {address}. Check that nothing forbids programs to use the loopback address."_s},
        // Transport
        {u"transport.unreachable"_s,
         u"No engine answers at {address}. Check that it runs and that the address is right."_s},
        {u"transport.timeout"_s, u"The engine at {address} did not answer in time."_s},
        {u"transport.tls"_s,
         u"The engine's certificate at {address} is not trusted. Check the address, or give the CA file it is signed by."_s},
        {u"transport.tls_name"_s,
         u"The engine's certificate at {address} is not for {host}. It is for {names}: use one of these."_s},
        {u"transport.insecure"_s,
         u"A token is sent over plain HTTP only to this computer itself. Use https:// for {address}."_s},
        {u"transport.malformed"_s, u"What answered is not an unMTA Tracking engine. Check the address."_s},
        {u"transport.bad_url"_s,
         u"“{address}” is not the address of an engine. Write for example https://engine.example.com:8089."_s},
        {u"transport.forbidden"_s,
         u"You may not use the engine's socket {address}. Run this as the engine's user or as an administrator, or give --engine and --token-file."_s},
        {u"transport.ca_file"_s, u"The file {path} holds no certificates in PEM form. Give the CA's certificate."_s},
        {u"request.failed"_s, u"The engine refused this and did not say why. Its log does."_s},
        // Certificates
        {u"acme.unreachable"_s,
         u"The certificate authority could not be reached ({reason}). Check the network and acme.directory; it is tried again."_s},
        {u"acme.untrusted"_s,
         u"The certificate authority's own certificate is not trusted ({reason}). For a private CA, give its root in acme.ca_file."_s},
        {u"acme.bad_directory"_s, u"The ACME directory cannot be used ({reason}). Check acme.directory."_s},
        {u"acme.bad_answer"_s,
         u"The certificate authority's answer makes no sense ({reason}). Check acme.directory; it is tried again."_s},
        {u"acme.not_found"_s, u"The certificate authority no longer knows the order ({reason}). A new one is made."_s},
        {u"acme.bad_nonce"_s,
         u"The certificate authority keeps rejecting the replay nonce ({reason}). It is tried again."_s},
        {u"acme.rate_limited"_s,
         u"The certificate authority asks for patience ({reason}). It is tried again when its limit allows."_s},
        {u"acme.server_error"_s, u"The certificate authority has trouble of its own ({reason}). It is tried again."_s},
        {u"acme.timeout"_s, u"The certificate authority did not decide in time ({reason}). It is tried again."_s},
        {u"acme.order_not_ready"_s,
         u"The certificate authority was not ready to issue ({reason}). It is tried again."_s},
        {u"acme.order_invalid"_s, u"The certificate authority gave the order up ({reason}). It is tried again."_s},
        {u"acme.account_unknown"_s,
         u"The certificate authority does not know our account ({reason}). A new one is made."_s},
        {u"acme.account_rejected"_s,
         u"The certificate authority does not accept the account ({reason}). Check acme.email, and whether its terms ask for something."_s},
        {u"acme.eab_required"_s,
         u"The certificate authority wants an external account ({reason}). Set acme.eab_kid and acme.eab_key to what it gave you."_s},
        {u"acme.rejected_identifier"_s,
         u"The certificate authority does not issue for this name ({reason}). Use another name, or another CA."_s},
        {u"acme.caa"_s,
         u"The domain's CAA records do not allow this certificate authority ({reason}). Add a CAA record for it, or use an allowed CA."_s},
        {u"acme.dns"_s,
         u"The certificate authority could not resolve the name ({reason}). Check the record and the zone's DNSSEC."_s},
        {u"acme.connection"_s,
         u"The certificate authority could not connect to the host ({reason}). Port 80 of the address that the target leads to must reach this engine."_s},
        {u"acme.unauthorized"_s,
         u"The certificate authority got something else than our proof from the host ({reason}). Check that port 80 reaches this engine and no proxy answers."_s},
        {u"acme.refused"_s, u"The certificate authority refused this ({reason})."_s},
        {u"acme.bad_certificate"_s,
         u"The certificate authority delivered a certificate that cannot be used ({reason}). The old one stays; it is tried again."_s},
        {u"acme.bad_key"_s,
         u"The key for the certificate could not be made or read ({reason}). The engine's log says more."_s},
        {u"acme.bad_base64"_s, u"A value is not base64url. Copy acme.eab_key exactly as the CA gave it."_s},
        {u"acme.internal_ca"_s,
         u"The internal certificate authority cannot be used ({reason}). Restore the data directory from a backup."_s},
        // Outbound
        {u"outbound.bad_url"_s, u"{url} is not a usable address. Write for example https://example.com/path."_s},
        {u"outbound.protocol"_s, u"{protocol} is not a protocol that may be used here. Use https."_s},
        {u"outbound.refused_address"_s,
         u"{address} lies in a private or reserved network, where the engine does not connect. Use a public address, or have the operator allow the network."_s},
        {u"outbound.bad_network"_s, u"“{network}” is not a network. Write for example 10.1.0.0/16."_s},
        {u"outbound.resolve"_s,
         u"The server's name could not be resolved. Check the address and this computer's DNS."_s},
        {u"outbound.connect"_s,
         u"The server does not accept connections. Check the address, and that the server runs."_s},
        {u"outbound.tls"_s,
         u"The server's certificate is not trusted. Check the address, or give the CA file it is signed by."_s},
        {u"outbound.timeout"_s, u"The server did not answer in time. Try again later."_s},
        {u"outbound.too_large"_s, u"The server's answer is larger than is useful here. Check the address."_s},
        {u"outbound.broken"_s, u"The connection to the server broke. Try again later."_s},
        // Mail
        {u"mail.bad_address"_s, u"“{address}” is not a mail address. Write for example postmaster@example.com."_s},
        {u"mail.bad_header"_s, u"“{name}” is not the name of a header field. Use letters, digits and hyphens."_s},
        {u"mail.bad_message_id"_s, u"The message id is not of the form <something@host>. Correct it."_s},
        {u"mail.no_recipient"_s, u"The mail has no recipient. Set notify.to."_s},
        {u"smtp.bad_url"_s, u"smtp.url cannot be used ({reason}). Write for example smtp://mail.example.com:587."_s},
        {u"smtp.auth"_s,
         u"The mail server does not accept the login ({reason}). Check smtp.username and smtp.password."_s},
        {u"smtp.tls"_s,
         u"The mail server's certificate is not trusted, or it offers no TLS ({reason}). Check smtp.url."_s},
        {u"smtp.unreachable"_s, u"The mail server cannot be reached ({reason}). Check smtp.url; it is tried again."_s},
        {u"smtp.timeout"_s, u"The mail server did not answer in time ({reason}). It is tried again."_s},
        {u"smtp.deferred"_s, u"The mail server asks to come back later ({reason}). It is tried again."_s},
        {u"smtp.rejected"_s, u"The mail server refuses the mail ({reason}). Check smtp.from and notify.to."_s},
        {u"smtp.broken"_s, u"The connection to the mail server broke ({reason}). It is tried again."_s},
        // DNS
        {u"dns.bad_resolvers"_s,
         u"“{server}” is not the address of a resolver. Write system, or for example 192.0.2.53:53, several with commas."_s},
        {u"dns.bad_server"_s, u"“{server}” is not the address of a name server. Write for example 192.0.2.53:53."_s},
        {u"dns.bad_name"_s, u"“{name}” cannot be asked for in DNS. Check the name."_s},
        {u"dns.bad_data"_s, u"A record's data cannot be written in DNS ({reason}). Check its value."_s},
        {u"dns.malformed"_s, u"A name server's answer is not valid DNS ({reason}). It is asked again."_s},
        {u"dns.timeout"_s, u"No name server answered in time. It is asked again."_s},
        {u"dns.unreachable"_s, u"The name server cannot be reached ({reason}). Check the network and dns.resolvers."_s},
        {u"dns.network_down"_s, u"There is no resolver to ask. Check this computer's network, or set dns.resolvers."_s},
        // The milter's process
        {u"milter.bad_listen"_s,
         u"“{listen}” is not a place to listen. Write for example inet:127.0.0.1:8894 or unix:/run/unmta-milter/milter.sock."_s},
        {u"milter.listen_failed"_s, u"{listen} cannot be listened on ({reason}). Choose another place."_s},
        {u"milter.socket_in_use"_s, u"Another program listens on {listen}. Stop it, or choose another place."_s},
        {u"milter.no_such_group"_s, u"There is no group {group} for the socket. Create it, or name another."_s},
        {u"milter.bad_mode"_s, u"The socket's mode is not an octal number such as 0660."_s},
        {u"milter.bad_engine"_s,
         u"The engine's address is not usable. Write for example https://engine.example.com:8089."_s},
        {u"milter.insecure_engine"_s,
         u"A token is sent over plain HTTP only to this computer itself. Use https:// for the engine."_s},
        {u"milter.token_unreadable"_s, u"The token file cannot be read. Check its path and owner."_s},
        {u"console.token_file"_s, u"The token file {path} cannot be read ({reason}). Check its path and owner."_s},
        {u"monitor.not_held"_s, u"No round of checks is held back at present."_s},
        {u"rewrite_snapshot.malformed"_s,
         u"The engine's data for rewriting cannot be read. Use the same version on the mail host as on the engine."_s},
        // Start-up
        {u"api.unhandled"_s, u"This engine lacks answers to {operations}. That is a fault of it: please report it."_s},
        {u"store.not_writable"_s,
         u"The data directory {path} cannot be written. Choose another with --data-dir, or change its owner."_s},
        {u"store.newer_version"_s,
         u"The store in {path} was written by a newer version of this program. Install that version, or use another data directory."_s},
        {u"store.backup_not_empty"_s,
         u"{path} is not empty. Name a directory that is missing or empty for the copy."_s},
        {u"backup.not_absolute"_s,
         u"“{path}” is not an absolute path. Write the whole path of a directory on the engine's computer."_s},
        {u"backup.local_only"_s,
         u"The store is copied only for somebody on the engine's own computer. Run unmta-ctl backup there."_s},
        {u"store.in_use"_s,
         u"Another engine is using the data directory {path}. Stop it first, or use another directory."_s},
        {u"store.is_sandbox"_s,
         u"The store in {path} is a sandbox's: its certificates and its time are not real. Start it with --sandbox, or use another data directory."_s},
        {u"store.not_sandbox"_s,
         u"The store in {path} is no sandbox: its domains and certificates are real. Leave out --sandbox, or use another data directory."_s},
        {u"store.corrupt"_s, u"The store {path} is damaged. Restore it from a backup."_s},
        {u"store.full"_s, u"The disk is full. Free some space; the engine goes on by itself."_s},
        {u"store.busy"_s, u"The store is busy. Try again."_s},
        {u"store.failed"_s, u"The store could not do this. The engine's log says why."_s},
        {u"store.master_key"_s, u"The master key {path} cannot be used: {reason}."_s},
        {u"store.bad_key"_s,
         u"The master key {path} is not the one that the store's secrets were encrypted with. Put the right key back, for example from a backup."_s},
        {u"store.unsafe_file"_s,
         u"Others than its owner may read {path}. Take their rights away, for example with chmod 600."_s},
        {u"store.bad_cursor"_s,
         u"The cursor “{value}” does not belong to this list. Start without after, then pass the next of each page."_s},
        {u"store.constraint"_s,
         u"The store refused this because it contradicts what is there. The engine's log says why."_s},
        {u"store.duplicate"_s, u"This exists already. Choose another name."_s},
        {u"store.not_found"_s, u"Not Found"_s},
        {u"store.target_taken"_s,
         u"No unused verification target could be made. Try again; if that does not help, the system's source of randomness is broken."_s},
        {u"recorder.overloaded"_s,
         u"More events arrive than the disk takes. Use a faster disk; redirects go on meanwhile."_s},
        {u"http.port_in_use"_s,
         u"Port {port} on {address} is in use by another program. Choose another port, or stop that program."_s},
        {u"http.permission_denied"_s,
         u"Port {port} on {address} needs more rights. Use a port above 1023, or grant CAP_NET_BIND_SERVICE."_s},
        {u"http.bad_address"_s, u"{address} is not an address of this computer."_s},
        {u"http.address_unavailable"_s,
         u"{address} is not an address of this computer. Use one of its own addresses, or :: for all of them."_s},
        {u"http.listen_failed"_s,
         u"Port {port} on {address} cannot be opened. The engine's log says why; another port or address may work."_s},
        {u"http.no_tls_context"_s,
         u"There is no certificate for the https listener. Restart the engine; if that does not help, its log says why."_s},
        {u"tls.bad_certificate"_s,
         u"The certificate cannot be read. Give a chain in PEM form, the host's own certificate first."_s},
        {u"tls.bad_key"_s, u"The private key cannot be read. Give it in PEM form, without a passphrase."_s},
        {u"tls.key_mismatch"_s,
         u"The private key is not the one of the certificate. Give the key that the certificate was issued for."_s},
        {u"tls.unavailable"_s, u"The TLS library gives no context. Check that OpenSSL 3 is installed completely."_s},
        {u"config.bad_listener"_s,
         u"“{value}” is not an address with a port. Write for example 127.0.0.1:8080 or [::1]:8080."_s},
        {u"config.bad_setting"_s,
         u"“{value}” is not a setting with its value. Write for example --set monitor.interval=24h."_s},
        {u"config.sandbox_public"_s,
         u"A sandbox stays on this computer: it cannot listen on {address}. Use 127.0.0.1 or ::1."_s},
        {u"config.path_too_long"_s,
         u"The path of the local socket, {path}, is longer than the system allows. Use a data directory with a shorter path."_s},
    };
    return table;
}

// One pass, so that a value that looks like a placeholder stays as it is. A value that nobody brought leaves a gap.
QString filledIn(const QString &sentence, const QMap<QString, QString> &values)
{
    static const QRegularExpression placeholder(u"\\{(\\w+)\\}"_s);
    QString text;
    qsizetype end = 0;
    for (auto found = placeholder.globalMatch(sentence); found.hasNext();) {
        const auto match = found.next();
        text += QStringView(sentence).sliced(end, match.capturedStart() - end);
        text += values.value(match.captured(1), u"…"_s);
        end = match.capturedEnd();
    }
    return text + sentence.sliced(end);
}

} // namespace

QString errorSentence(const Error &error)
{
    const auto brought = error.context.constFind(u"message"_s);
    if (brought != error.context.cend())
        return *brought;
    const QString text = sentences().value(error.code);
    if (text.isEmpty())
        return error.detail.isEmpty() ? u"Something failed (%1)."_s.arg(error.code) : error.detail;
    QMap<QString, QString> values = error.context;
    // What the system said is the reason when nobody worded a better one.
    if (!error.detail.isEmpty() && !values.contains(u"reason"_s))
        values.insert(u"reason"_s, error.detail);
    return filledIn(text, values);
}

bool hasErrorSentence(const QString &code)
{
    return sentences().contains(code);
}

} // namespace unmta
