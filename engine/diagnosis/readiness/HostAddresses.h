// Where a name leads, as the servers of its own zone say it.
#pragma once

#include <QStringList>

namespace unmta::diagnosis {

struct HostAddresses
{
    bool isKnown = false;     // somebody said what there is, or that there is nothing
    bool byAuthority = false; // a server of the name's own zone, else a resolver
    QString zone;             // that has name servers and holds the name; empty: none was found
    QStringList addresses;    // of all who answered, sorted; empty: the name leads nowhere
    QString alias;            // the last CNAME on the way; empty: there was none
    QStringList servers;      // who answered: "ns1.example.net (192.0.2.53)", "192.0.2.1"
};

} // namespace unmta::diagnosis
