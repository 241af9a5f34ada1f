package kam

import java.security.SecureRandom
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The walk-through of approvals, as the guide shows it. */
class ApprovalGuideTest {
    private fun File(path: String) = java.io.File(System.getProperty("kam.root"), path)

    /** The pieces of a page in a language. */
    private fun blocks(page: String, language: String) =
        Regex("```$language\\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(File("docs/guide/$page.md").readText()).map { it.groupValues[1] }.toList()

    private fun code(text: String) = text.lines().joinToString("\n") { it.trim() }

    @Test
    fun `the walk-through runs and says what it says`() {
        val said = StringBuilder()
        fun println(line: String) = said.appendLine(line)

        // As the guide has it, from here:
        val core = ConfigurationFile("approvals.toml", File("examples/plans/approvals.toml").readText())
        val configuration = openConfiguration(listOf(core))
        fun person(id: String, role: String, unit: String = "DK") = Person(id, roles = listOf(RoleInUnit(role, unit)))

        val (kamEast, manager) = person("kam.east", "key_account_manager", "DK-East") to person("manager.east", "regional_manager", "DK-East")
        val (lead, deputy) = person("lead.sales", "country_lead") to person("deputy.sales", "country_lead")
        val medical = (1..3).map { person("medical.$it", "medical_reviewer") }
        val (expert, head) = Person("medical.expert") to Person("medical.head")
        val (legal, finance) = person("legal.1", "legal_reviewer") to (1..2).map { person("finance.$it", "finance_partner") }
        val admin = person("admin.dk", "administrator")

        val above = listOf("kam.east" to "manager.east", "manager.east" to "lead.sales") + medical.map { it.id to "medical.head" }
        val people = ApprovalPeople(
            people = listOf(kamEast, manager, lead, deputy) + medical + listOf(expert, head, legal) + finance + admin,
            managers = above.map { (person, manager) -> ManagerOf(person, manager) },
            delegations = listOf(Delegation("lead.sales", "deputy.sales", LocalDate.of(2026, 5, 11), LocalDate.of(2026, 5, 15))),
        )
        fun by(person: Person, time: String, reason: String? = null, meaning: String? = null) =
            ApprovalAct(person, Instant.parse("2026-05-$time:00:00Z"), reason = reason, meaning = meaning)
        fun salt() = ByteArray(16).also(SecureRandom()::nextBytes).joinToString("") { "%02x".format(it) }
        fun act(time: String, reason: String? = null) = Act(kamEast, Instant.parse("2026-05-$time:00:00Z"), reason = reason, salt = salt())
        fun fields(vararg given: Pair<String, String>) = given.map { (name, text) -> FieldDraft(name, text) }
        fun facts(vararg given: Pair<String, String>) = given.map { (name, value) -> SubjectFact(name, value) }
        fun name(of: Enum<*>) = of.name.lowercase()

        fun steps(request: ApprovalRequest) {
            for (step in request.summary().steps) {
                println("${step.id}: " + (step.skipped?.let { "skipped, ${name(it)}" } ?: "${step.needed} of ${step.approvers.joinToString()}"))
            }
        }

        fun show(request: ApprovalRequest) {
            val now = request.summary()
            println("${now.id} ${name(now.state)}" + (now.step?.let { " in $it" } ?: "") + (now.due?.let { " until $it" } ?: ""))
            for (vote in now.waitsFor) println("  waits for ${vote.holder}" + if (vote.holder == vote.original) "" else ", the vote of ${vote.original}")
        }

        fun refused(change: () -> Unit) {
            try {
                change()
            } catch (no: Fault.ApprovalRefused) {
                println("${no.refusal}: ${faultText(no)}")
            } catch (no: Fault.ChangeRefused) {
                println("${no.refusal}: ${faultText(no)}")
            }
        }

        val plan = configuration.newAccountPlan("AP-1", fields("unit" to "DK-East", "title" to "Rigshospitalet 2026", "start" to "2026-06-01"), act("11T08"))
        plan.add(ObjectKind.NODE, "g1", fields("title" to "Formulary access", "weight" to "3"), act("11T08"))
        plan.add(ObjectKind.NODE, "g2", fields("title" to "Nurse training"), act("11T08"))

        val subject = ApprovalSubject("account_plan", "AP-1", "DK-East")
        val first = plan.contentDigest()
        var request = configuration.submitForApproval("R-1", subject, first, facts("budget" to "80000", "contract" to "no"), by(kamEast, "11T09"), people)
        plan.moveTo(PlanState.IN_APPROVAL, act("11T09"))
        steps(request)
        show(request)

        for (who in listOf(kamEast, deputy)) {
            for (one in request.possibleActions(by(who, "11T10"), people).filter { it.allowed }) {
                println("${who.id} can ${name(one.action)}" + (one.actingFor?.let { " for $it" } ?: ""))
            }
        }
        refused { request.approve(first, by(kamEast, "11T10"), people) }
        val signed = by(manager, "11T11").copy(signedAs = "Regional manager East", authenticatedBy = "single sign-on")
        request.approve(first, signed, people)
        request.approve(first, by(deputy, "13T09"), people)
        val vote = request.events().last()
        println("event ${vote.number}: ${name(vote.action)} by ${vote.person} for ${vote.actingFor}")
        show(request)

        val meaning = "I approve as medical reviewer"
        refused { request.approve(first, by(medical[0], "13T10"), people) }
        request.approve(first, by(medical[0], "13T10", meaning = meaning), people)
        request.reassign("medical.expert", by(medical[2], "13T11", "it is about a product that I do not know"), people)
        show(request)
        refused { request.applyTimeLimit(by(admin, "18T18")) }
        request.applyTimeLimit(by(admin, "19T06"))
        show(request)

        val missing = "the safety data is missing"
        refused { request.sendBack(by(head, "19T08", missing), "legal", people) }
        request.sendBack(by(head, "19T08", missing), "line", people)
        show(request)
        request.recall(by(kamEast, "19T09"))
        plan.concludeApproval(request.document(), act("19T09"))
        println("the plan is ${name(plan.state())}")
        refused { request.approve(first, by(manager, "19T10"), people) }
        for (event in request.events()) {
            val what = listOfNotNull(event.number, event.on, name(event.action), event.step).joinToString(" ")
            println("$what by ${event.person}" + (event.actingFor?.let { " for $it" } ?: "") + (event.reason?.let { ": $it" } ?: ""))
        }

        plan.set(ObjectKind.NODE, "g2", fields("title" to "Training with safety data"), act("20T08"))
        val second = plan.contentDigest()
        request = configuration.submitForApproval("R-2", subject, second, facts("budget" to "80000", "contract" to "no"), by(kamEast, "20T09"), people)
        plan.moveTo(PlanState.IN_APPROVAL, act("20T09"))
        val wrong = "there is a contract, and the facts say that there is none"
        refused { request.decideInstead(RequestState.REJECTED, by(lead, "20T10", wrong)) }
        request.decideInstead(RequestState.REJECTED, by(admin, "20T10", wrong))
        show(request)
        plan.concludeApproval(request.document(), act("20T10"))
        println("the plan is ${name(plan.state())}")

        val about = facts("budget" to "80000", "contract" to "yes")
        refused { configuration.submitForApproval("R-3", subject, second, about.take(1), by(kamEast, "21T09"), people) }
        request = configuration.submitForApproval("R-3", subject, second, about, by(kamEast, "21T09"), people)
        plan.moveTo(PlanState.IN_APPROVAL, act("21T09"))
        request.approve(second, by(manager, "21T10"), people)
        refused { request.approve(first, by(lead, "21T10"), people) }
        request.approve(second, by(lead, "21T10"), people)
        for (reviewer in medical.take(2)) request.approve(second, by(reviewer, "21T11", meaning = meaning), people)
        request.approve(second, by(legal, "21T12"), people)
        refused { request.approve(second, by(finance[0], "21T13"), people) }
        request.approve(second, by(finance[0], "21T13", "within the budget of the year"), people)
        show(request)

        val (stored, headOfIt) = request.document() to request.head() // what a host stores
        request = configuration.openApprovalRequest(stored, headOfIt)
        plan.concludeApproval(request.document(), act("21T14"))
        plan.moveTo(PlanState.ACTIVE, act("21T15"))
        println("the plan is ${name(plan.state())}")

        refused { plan.set(ObjectKind.NODE, "g1", fields("weight" to "5"), act("26T08")) }
        val amendment = configuration.openAccountPlan(plan.document(), plan.head())
        amendment.beginAmendment(act("26T09", "a second tender"))
        amendment.set(ObjectKind.NODE, "g1", fields("weight" to "5"), act("26T09"))
        val changed = amendment.amendedFields()
        println("changes ${changed.joinToString()}")
        val ofChange = subject.copy(kind = "amendment")
        request = configuration.submitForApproval("R-4", ofChange, amendment.contentDigest(), listOf(), by(kamEast, "26T10"), people, changed)
        steps(request)
        plan.changeStatus("g2", "in_progress", act("26T11")) // the approved version stays in force, and goes on
        refused { plan.amend(amendment.document(), request.document(), act("26T11")) }
        request.approve(amendment.contentDigest(), by(finance[1], "26T12"), people)
        plan.amend(amendment.document(), request.document(), act("26T13"))
        for (node in plan.plan().nodes()) println("${node.id}: ${node.title}, weight ${node.weight ?: "missing"}, ${node.status}")
        // to here.

        assertEquals(blocks("approval-walk-through", "text").joinToString(""), said.toString())
        val here = File("bindings/mobile/kotlin/src/test/kotlin/kam/ApprovalGuideTest.kt").readText()
        val shown = blocks("approval-walk-through-node-kotlin", "kotlin").single()
        assertTrue(code(here).contains(code(shown)), shown)
    }
}
