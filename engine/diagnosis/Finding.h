// What one look at a record has shown: the check, and what only its words need.
#pragma once

#include "domain/Check.h"
#include "domain/Hostname.h"

#include <QList>
#include <QString>

namespace unmta::diagnosis {

struct Finding
{
    Check check; // with its words; Check::at is left to the caller
    QString host;
    QString zone;                  // that holds the host, as far as it was found
    QString proxy;                 // with `proxied`: "Cloudflare", …
    QString dissenter;             // a resolver that gives the right record though the zone's servers do not
    QList<TypingMistake> mistakes; // with `wrong_target` and `truncated_target`: it is the right target, mistyped
    struct Inventor
    {
        QString resolver;
        QString everyName; // what it answers every name with
    };
    QList<Inventor> inventors;
    bool foundIsOurTarget = false; // with `wrong_target`: it leads to a target of another tracking domain
    QString foundOwner;            // that domain's name, which the caller may know; see checkText()
};

} // namespace unmta::diagnosis
