// What happens to a message before it is sent: every link with the decision and its reason, for the message at hand.
#pragma once

#include "base/Error.h"
#include "contract/wire/Rewrite.h"
#include "kit/PageFrame.h"
#include "rewriting/RewriteSource.h"

#include <optional>

class QBoxLayout;
class QScrollArea;

namespace unmta::ui {

class Banner;
class BusyBar;
class RewriteInspector;
class RewriteResult;
class RewriteRulesCard;
class Session;

class RewritingPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit RewritingPage(Session &session, QWidget *parent = nullptr);
    // Looks at the message in this file.
    void open(const QString &path);

Q_SIGNALS:
    // A topic of the documentation.
    void helpRequested(const QString &topic);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeBody();
    void connectSession();
    void take(const RewriteInput &input);
    void preview();
    void showPreview(const wire::RewritePreview &preview);
    void showHosts();
    void save();

    Session &m_session;
    RewriteSource *m_source;
    BusyBar *m_busy;
    Banner *m_banner;
    RewriteResult *m_result;
    RewriteInspector *m_inspector;
    RewriteRulesCard *m_rules;
    QScrollArea *m_area = nullptr;
    QBoxLayout *m_cards = nullptr;
    std::optional<RewriteInput> m_input;
    QStringList m_hosts; // the active domains that are offered
    int m_asked = 0;     // an answer that is no longer asked for is not shown
};

} // namespace unmta::ui
