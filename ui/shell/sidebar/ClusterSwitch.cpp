#include "shell/sidebar/ClusterSwitch.h"

#include "kit/Badge.h"
#include "kit/Labels.h"
#include "session/Permit.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int besideName = 70; // margins and the arrow, beside a font of 13 px

} // namespace

ClusterSwitch::ClusterSwitch(Session &session, QWidget *parent)
    : MenuButton(parent)
    , m_session(session)
    , m_name(label({}, u"strong"_s))
    , m_id(label({}, u"small"_s))
    , m_elsewhere(new Badge)
    , m_inside(new QHBoxLayout(this))
{
    setObjectName(u"clusterButton"_s);
    setAccessibleName(tr("Cluster"));
    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(m_name);
    names->addWidget(m_id);
    auto *arrow = label(u"▾"_s, u"dim"_s);
    m_inside->addLayout(names, 1);
    m_inside->addWidget(m_elsewhere);
    m_inside->addWidget(arrow);
    m_elsewhere->setObjectName(u"elsewhereBadge"_s);
    for (QLabel *text : {m_name, m_id, arrow, static_cast<QLabel *>(m_elsewhere)})
        text->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&session, &Session::clustersChanged, this, &ClusterSwitch::refresh);
    connect(&session, &Session::clusterChosen, this, &ClusterSwitch::refresh);
}

void ClusterSwitch::setRoom(SidebarRoom room, int width)
{
    m_room = room;
    m_width = width;
    m_id->setVisible(room != SidebarRoom::Icons);
    const int side = room == SidebarRoom::Icons ? 6 : 11;
    m_inside->setContentsMargins(side, 6, side, 6);
    refresh();
}

void ClusterSwitch::refresh()
{
    const wire::Cluster *current = m_session.cluster();
    const QFontMetrics metrics(m_name->font());
    const QString name = current ? current->name : tr("No cluster");
    m_name->setText(m_room == SidebarRoom::Icons
                        ? name.left(1).toUpper()
                        : metrics.elidedText(name, Qt::ElideRight, m_width - scaled(besideName, metrics)));
    m_id->setText(current ? tr("cluster %1").arg(current->id) : QString());
    const qint64 elsewhere = m_session.downgradedElsewhere();
    m_elsewhere->show({elsewhere > 0 ? number(elsewhere) : QString(), Tone::Bad});
    QStringList about{name};
    if (elsewhere > 0)
        about << tr("Downgraded in other clusters: %1").arg(number(elsewhere));
    setToolTip(plainTip(about.join(u'\n')));
    setAccessibleDescription(about.join(u'\n'));
    fillMenu();
}

void ClusterSwitch::fillMenu()
{
    QMenu *menu = choices();
    menu->clear();
    for (const wire::Cluster &cluster : m_session.clusters()) {
        const bool isWorse = cluster.downgraded > 0 && cluster.id != m_session.clusterId();
        const QString text =
            isWorse ? tr("%1 (downgraded: %2)").arg(cluster.name, number(cluster.downgraded)) : cluster.name;
        QAction *action = menu->addAction(plainButtonText(text));
        action->setObjectName(u"clusterAction_"_s + cluster.id);
        action->setCheckable(true);
        action->setChecked(cluster.id == m_session.clusterId());
        connect(action, &QAction::triggered, this, [this, id = cluster.id] { m_session.chooseCluster(id); });
    }
    menu->addSeparator();
    QAction *add = menu->addAction(tr("Add cluster…"));
    add->setObjectName(u"addClusterAction"_s);
    connect(add, &QAction::triggered, this, &ClusterSwitch::addRequested);
    permit(m_session, Right::ChangeEngine, add);
    QAction *rename = menu->addAction(tr("Rename this cluster…"));
    rename->setObjectName(u"renameClusterAction"_s);
    rename->setEnabled(m_session.cluster() != nullptr);
    connect(rename, &QAction::triggered, this, &ClusterSwitch::renameRequested);
    permit(m_session, Right::ChangeCluster, rename);
    menu->setToolTipsVisible(true);
}

} // namespace unmta::ui
