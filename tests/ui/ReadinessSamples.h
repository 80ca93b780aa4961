// Readiness as the real engine words it, in the states that the console has pages for.
#pragma once

#include "contract/wire/Server.h"
#include "support/FakeClock.h"

namespace unmta::test {

inline wire::ReadinessCheck readinessCheck(const char *id, wire::ReadinessState state, const char *sentence,
                                           const char *fix = "", const char *evidence = "",
                                           std::optional<TimePoint> at = std::nullopt)
{
    return {QString::fromLatin1(id),     state, QString::fromUtf8(sentence), QString::fromUtf8(fix),
            QString::fromUtf8(evidence), at};
}

namespace readiness {

inline constexpr auto Ready = wire::ReadinessState::Ready;
inline constexpr auto Todo = wire::ReadinessState::Todo;
inline constexpr auto Failed = wire::ReadinessState::Failed;
inline constexpr auto Unknown = wire::ReadinessState::Unknown;

inline wire::ReadinessCheck mailServerMissing(TimePoint now)
{
    return readinessCheck("mail_server", Todo,
                          "No mail server has asked for its links to be rewritten since the engine started.",
                          "Connect Postfix or Sendmail by the milter, others by the API; this finds the one on this "
                          "computer and shows its lines:\nunmta-ctl setup",
                          "", now);
}

// Started a minute ago, nothing chosen.
inline wire::Readiness fresh(TimePoint now)
{
    const auto notAsked = [](const char *id) {
        return readinessCheck(id, Unknown, "Nobody has looked yet.", "Ask now:\nunmta-ctl doctor");
    };
    return {false,
            {readinessCheck("target_zone", Todo,
                            "No target zone is chosen: the zone of yours under which CNAME targets are issued.",
                            "Choose a name under a domain whose DNS you manage, and that nothing else uses:\n"
                            "unmta-ctl setup --zone track.your-zone.net",
                            "", now),
             readinessCheck("wildcard", Todo, "There is no zone yet whose names could lead here.",
                            "Choose a target zone first:\nunmta-ctl setup"),
             readinessCheck("http_reachable", Todo, "There is no name yet under which the edge could be reached.",
                            "Choose a target zone first:\nunmta-ctl setup"),
             readinessCheck("https_reachable", Todo, "There is no name yet under which the edge could be reached.",
                            "Choose a target zone first:\nunmta-ctl setup"),
             notAsked("authority"), notAsked("clock"), notAsked("resolver"),
             readinessCheck("notices", Todo, "Nobody is told by mail when a domain or a certificate is in trouble.",
                            "Say where mail is handed in, who gets it and whom it is from:\n"
                            "unmta-ctl settings set smtp.url=smtp://127.0.0.1:25 notify.to=you@your-zone.net "
                            "smtp.from=tracking@your-zone.net",
                            "", now),
             notAsked("data_dir"), notAsked("disk"),
             readinessCheck("recorder", Ready, "Opens and clicks are recorded.", "",
                            "0 recorded and 0 lost since the start", now),
             mailServerMissing(now),
             readinessCheck("active_domain", Todo, "There is no tracking domain yet.",
                            "Add a name of the domain that your mail comes from:\n"
                            "unmta-ctl domain add track.example.com --default",
                            "", now),
             readinessCheck("certificate", Todo, "Certificates come with the first active domain.",
                            "Add and verify a domain first.", "", now),
             readinessCheck("first_event", Todo, "Nothing has been opened or clicked yet.",
                            "Send yourself a mail through the mail server and open it, or try a link by hand:\n"
                            "unmta-ctl link mint --kind click --url https://example.com/ --message-id test "
                            "--recipient you",
                            "", now)}};
}

inline wire::Readiness allReady(TimePoint now)
{
    return {
        true,
        {readinessCheck("target_zone", Ready, "CNAME targets are issued under track.example.net.", "", "", now),
         readinessCheck("wildcard", Ready, "*.track.example.net leads to this edge.", "",
                        "Asked: hydrogen.ns.example.com (192.0.2.53), helium.ns.example.de (198.51.100.53)\n"
                        "It leads to 203.0.113.20 and 2001:db8::20.",
                        now),
         readinessCheck("http_reachable", Ready, "The edge answers http requests at its public address.", "",
                        "203.0.113.20:80: this edge answered\n[2001:db8::20]:80: this edge answered", now),
         readinessCheck("https_reachable", Ready, "The edge answers https requests at its public address.", "",
                        "203.0.113.20:443: this edge answered\n[2001:db8::20]:443: this edge answered", now),
         readinessCheck("authority", Ready, "acme-v02.api.letsencrypt.org answers, and there is an account.", "",
                        "Directory: https://acme-v02.api.letsencrypt.org/directory", now),
         readinessCheck("clock", Ready, "The clock agrees with the certificate authority's.", "", "Difference: 0 s",
                        now),
         readinessCheck("resolver", Ready, "The resolvers answer, tell the truth and validate DNSSEC.", "",
                        "127.0.0.53:53: answers, validates DNSSEC", now),
         readinessCheck("notices", Ready, "smtp://127.0.0.1:25 takes mail for ops@example.net.", "", "", now),
         readinessCheck("data_dir", Ready, "The data directory is the engine's own, private, and takes synced writes.",
                        "", "/var/lib/unmta, owner unmta, a synced write took 3 ms", now),
         readinessCheck("disk", Ready, "There is room on the disk: 41.3 GiB.", "",
                        "41.3 GiB of 80.0 GiB free on the disk of /var/lib/unmta", now),
         readinessCheck("recorder", Ready, "Opens and clicks are recorded.", "",
                        "48210 recorded and 0 lost since the start", now),
         readinessCheck("mail_server", Ready, "A mail server has its links rewritten.", "", "a milter, 2 minutes ago",
                        now),
         readinessCheck("active_domain", Ready, "One tracking domain is active.", "", "", now),
         readinessCheck("certificate", Ready, "The active domain has its certificate.", "", "", now),
         readinessCheck("first_event", Ready, "Opens and clicks arrive.", "", "", now)}};
}

inline wire::ReadinessCheck diskFailed(TimePoint now)
{
    return readinessCheck("disk", Failed, "The disk of the data directory is nearly full: 812.0 MiB are left.",
                          "Make room, or keep events for a shorter time:\ndf -h /var/lib/unmta\n"
                          "unmta-ctl settings set events.retention=90d",
                          "812.0 MiB of 80.0 GiB free on the disk of /var/lib/unmta", now);
}

inline wire::ReadinessCheck authorityFailed(TimePoint now)
{
    return readinessCheck("authority", Failed,
                          "The certificate authority acme-v02.api.letsencrypt.org cannot be used. It does not answer.",
                          "Let this computer resolve the authority's name and reach it on port 443; then check again.",
                          "Directory: https://acme-v02.api.letsencrypt.org/directory", now);
}

// The zone is chosen, its record is not published.
inline wire::Readiness waiting(TimePoint now)
{
    wire::Readiness made = allReady(now);
    made.isReady = false;
    made.checks[1] =
        readinessCheck("wildcard", Todo, "*.track.example.net does not exist yet, so no CNAME target leads anywhere.",
                       "Publish at the DNS provider of example.net:\n"
                       "*.track.example.net. 3600 IN A 203.0.113.20\n"
                       "*.track.example.net. 3600 IN AAAA 2001:db8::20",
                       "Asked: hydrogen.ns.example.com (192.0.2.53), helium.ns.example.de (198.51.100.53)", now);
    for (const int port : {2, 3}) {
        made.checks[port].state = Todo;
        made.checks[port].sentence = QStringLiteral("Waits for the wildcard record.");
        made.checks[port].fix = QStringLiteral("Publish it first:\n*.track.example.net. 3600 IN A 203.0.113.20\n"
                                               "*.track.example.net. 3600 IN AAAA 2001:db8::20");
        made.checks[port].evidence.clear();
    }
    const wire::Readiness none = fresh(now);
    for (const int use : {7, 11, 12, 13, 14})
        made.checks[use] = none.checks[use];
    return made;
}

// An engine that an ordinary user has started, and texts that are as long as they get.
inline wire::Readiness unprivileged(TimePoint now)
{
    wire::Readiness made = waiting(now);
    made.checks[1] = readinessCheck(
        "wildcard", Failed,
        "*.track.example.net leads to 2001:db8:85a3:8d3:1319:8a2e:370:7348 and 2001:db8:ffff:ffff:ffff:ffff:ffff:fffe, "
        "which is not an address of this computer.",
        "Let it lead here, or, behind a router or balancer, say which addresses are yours:\n"
        "*.track.example.net. 3600 IN A 203.0.113.20\n"
        "*.track.example.net. 3600 IN AAAA 2001:db8:1234:5678:9abc:def0:1234:5678\n"
        "unmta-ctl settings set "
        "edge.public_addresses=2001:db8:85a3:8d3:1319:8a2e:370:7348,2001:db8:ffff:ffff:ffff:ffff:ffff:fffe",
        "Asked: hydrogen.ns.example.com (192.0.2.53), helium.ns.example.de (198.51.100.53)\n"
        "It leads to 2001:db8:85a3:8d3:1319:8a2e:370:7348 and 2001:db8:ffff:ffff:ffff:ffff:ffff:fffe.",
        now);
    made.checks[2] = readinessCheck(
        "http_reachable", Failed, "Nobody listens at 203.0.113.20:80; the edge listens for http on port 8080.",
        "Ports below 1024 need a right: run the engine as the service, give the right to the program, or forward the "
        "port to the edge:\n"
        "systemctl enable --now unmta-engine\n"
        "setcap cap_net_bind_service=+ep /usr/bin/unmta-engine\n"
        "nft add rule ip nat prerouting tcp dport 80 redirect to :8080",
        "203.0.113.20:80: connection refused", now);
    made.checks[3] = readinessCheck(
        "https_reachable", Failed, "Another program on this computer holds port 443: nginx (pid 812).",
        "Stop it, or let it pass requests for your tracking hosts on to the edge (resources/docs/operator/proxy.md), "
        "then restart the engine:\nsystemctl restart unmta-engine",
        "203.0.113.20:443: somebody else answered, 404 nginx/1.22.1", now);
    return made;
}

} // namespace readiness

} // namespace unmta::test
