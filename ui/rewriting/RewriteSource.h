// Where a message comes from: dropped, opened, or pasted as HTML; and with which tracking host it is tried.
#pragma once

#include "base/Bytes.h"
#include "kit/Labels.h"

class QComboBox;
class QMimeData;
class QPushButton;

namespace unmta::ui {

class Banner;
class RewriteEdit;

struct RewriteInput
{
    QString name; // of the file, without its folder; empty: pasted
    QByteArray bytes;
    bool isHtml = false; // HTML by itself, not in a message
};

class RewriteSource final : public QFrame
{
    Q_OBJECT

public:
    // Larger messages are for the command line: showing them would hold up the window.
    static constexpr qint64 maxBytes = 8 * MiB;

    explicit RewriteSource(QWidget *parent = nullptr);

    [[nodiscard]] static bool accepts(const QMimeData &data);
    void take(const QMimeData &data);
    void setDropping(bool dropping); // something acceptable is held over the page
    void read(const QString &path);
    // Shows what is looked at, in place of the invitation.
    void showLoaded(const RewriteInput &input);
    // `defaultHost` is the one in force without a choice. The choice stays if it can.
    void setHosts(const QString &defaultHost, const QStringList &active);
    // Empty: the cluster's default.
    [[nodiscard]] QString host() const;
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void chosen(const unmta::ui::RewriteInput &input);
    void hostChosen();

private:
    QWidget *makeInvitation();
    QWidget *makePasting();
    QWidget *makeLoaded();
    void open();
    void paste();
    void usePasted();
    void showMode(QWidget *mode);
    void takeFile(const QString &name, const QByteArray &bytes, const QString &problem);

    Banner *m_problem;
    QWidget *m_invitation = nullptr;
    QWidget *m_pasting = nullptr;
    QWidget *m_loaded = nullptr;
    QWidget *m_mode = nullptr;   // that is shown
    QWidget *m_before = nullptr; // where Cancel leads back to
    RewriteEdit *m_html = nullptr;
    QPushButton *m_use = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_size = nullptr;
    QComboBox *m_host = nullptr;
    QLabel *m_hostNote = nullptr;
    int m_reading = 0; // the number of the last file asked for
};

} // namespace unmta::ui
