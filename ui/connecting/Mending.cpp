#include "connecting/Mending.h"

#include "connecting/Engines.h"
#include "connecting/TrustCard.h"
#include "language/EngineText.h"

#include <QCoreApplication>

namespace unmta::ui {

namespace {

struct MendingWords
{
    Q_DECLARE_TR_FUNCTIONS(Mending)
};

enum class Way : std::uint8_t
{
    Wait,
    Token,
    Certificate
};

bool isOfToken(const Error &problem)
{
    return problem.code.startsWith(QLatin1StringView("auth."));
}

bool isRefused(const Error &problem)
{
    return problem.code == QLatin1StringView("auth.unauthenticated");
}

Way wayOf(const Error &problem, const Engines *engines)
{
    if (!engines || !engines->hasShown() || engines->isHome())
        return Way::Wait;
    return isOfToken(problem) ? Way::Token : TrustCard::concerns(problem) ? Way::Certificate : Way::Wait;
}

} // namespace

Mending mendingOf(const Error &problem, const Engines *engines)
{
    const bool isChanged = problem.code == QLatin1StringView("transport.tls_changed");
    const Tone tone = isChanged ? Tone::Bad : Tone::Warning;
    switch (wayOf(problem, engines)) {
    case Way::Token:
        return {tone,
                isRefused(problem) ? MendingWords::tr("The engine refuses this console's token.") : errorText(problem),
                MendingWords::tr("Enter another token…")};
    case Way::Certificate:
        return {tone, errorText(problem), MendingWords::tr("Look at the certificate…")};
    case Way::Wait:
        break;
    }
    return {tone,
            isOfToken(problem)
                ? MendingWords::tr("The engine refuses this console's token. Start the console again with "
                                   "--token-file and the file of a valid token.")
                : errorText(problem),
            MendingWords::tr("Try again")};
}

void mend(const Error &problem, Engines *engines, QWidget *window, const std::function<void()> &retry)
{
    switch (wayOf(problem, engines)) {
    case Way::Token:
        return engines->enterToken(window);
    case Way::Certificate:
        return engines->examineCertificate(window);
    case Way::Wait:
        break;
    }
    retry();
}

} // namespace unmta::ui
