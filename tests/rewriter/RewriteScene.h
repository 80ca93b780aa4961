// How the tests of the rewriter write their messages and have them rewritten.
#pragma once

#include "FakeMinter.h"

#include "rewriter/LinkRewriter.h"

namespace unmta::test {

// A message with its line ends written as "|".
inline QByteArray mail(QByteArray text)
{
    return text.replace("|", "\r\n");
}

inline rewriter::RewriteOutcome rewritten(const QByteArray &message, FakeMinter &minter,
                                          const rewriter::RewriteRules &rules = {},
                                          const rewriter::RewriteContext &context = {})
{
    return rewriter::rewriteMessage(message, rules, context, minter);
}

inline rewriter::RewriteRules clicksOnly()
{
    rewriter::RewriteRules rules;
    rules.opens = false;
    return rules;
}

inline const QByteArray htmlHead = "Message-ID: <id@x>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

} // namespace unmta::test
