// What the cluster wants done to mail that does not say otherwise; each change is stored at once.
#pragma once

#include "base/Error.h"
#include "contract/wire/Rewrite.h"
#include "kit/Labels.h"

class QCheckBox;
class QComboBox;

namespace unmta::ui {

class Banner;
class Session;

class RewriteRulesCard final : public QFrame
{
    Q_OBJECT

public:
    explicit RewriteRulesCard(Session &session, QWidget *parent = nullptr);
    // Reads the rules of the session's cluster.
    void load();

Q_SIGNALS:
    // The rules in force are not those of before.
    void changed();

private:
    QCheckBox *addRule(const QString &name, const QString &text, const QString &help);
    void addPixelPosition();
    void show(const wire::RewriteRules &rules);
    void showProblem(const Error &error, bool canRetry);
    void store();

    Session &m_session;
    Banner *m_problem;
    QCheckBox *m_opens;
    QCheckBox *m_clicks;
    QCheckBox *m_plainText;
    QCheckBox *m_dkimSigned;
    QComboBox *m_pixelPosition;
    std::optional<wire::RewriteRules> m_rules; // what the engine has, as far as known
    QString m_cluster;                         // whose they are
};

} // namespace unmta::ui
