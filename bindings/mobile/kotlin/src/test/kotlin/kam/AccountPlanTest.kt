package kam

import java.security.SecureRandom
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Account plans as the guide shows them, and copies that were changed apart, as `examples/kotlin` does it. */
class AccountPlanTest {
    private fun File(path: String) = java.io.File(System.getProperty("kam.root"), path)

    /** The pieces of a page in a language, each with the text that follows it. */
    private fun shown(page: String): List<Pair<String, String>> {
        val blocks = Regex("```(\\w+)\\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(File("docs/guide/$page.md").readText()).map { it.destructured.toList() }.toList()
        return blocks.withIndex().filter { (_, block) -> block[0] == "kotlin" }
            .map { (place, block) -> block[1] to blocks.drop(place).first { it[0] == "text" }[1] }
    }

    private fun code(text: String) = text.lines().joinToString("\n") { it.trim() }

    @Test
    fun `the guide runs and says what it says`() {
        val said = StringBuilder()
        fun println(line: String) = said.appendLine(line)

        // As the guide has it, from here:
        val core = ConfigurationFile("core.toml", File("examples/plans/core.toml").readText())
        val configuration = openConfiguration(listOf(core))
        val manager = Person("u7", roles = listOf(RoleInUnit("key_account_manager", "DK-East")))
        fun salt() = ByteArray(16).also(SecureRandom()::nextBytes).joinToString("") { "%02x".format(it) }
        fun act(time: String) = Act(manager, Instant.parse("2026-02-02T$time:00Z"), salt = salt())
        fun fields(vararg given: Pair<String, String>) = given.map { (name, text) -> FieldDraft(name, text) }

        val plan = configuration.newAccountPlan("AP-1", fields("unit" to "DK-East", "title" to "Rigshospitalet 2026", "start" to "2026-01-01"), act("08:00"))
        plan.add(ObjectKind.NODE, "g1", fields("title" to "Formulary access", "weight" to "3"), act("08:10"))
        plan.add(ObjectKind.NODE, "g2", fields("title" to "Nurse training"), act("08:20"))
        val done = plan.changeStatus("g1", "done", act("08:30"))
        println("version ${done.version}, completion ${done.completion}")
        for (change in done.changes) println("${change.id}.${change.field} is ${change.newValue}")

        try {
            plan.set(ObjectKind.NODE, "g1", fields("titel" to "Access"), act("08:40"))
        } catch (refused: Fault.ChangeRefused) {
            println("${refused.refusal}: ${faultText(refused)}")
        }

        val (document, head) = plan.document() to plan.head() // what a host stores
        val again = configuration.openAccountPlan(document, head)
        println("opened again: version ${again.version()}, completion ${again.completion()}")

        val phone = configuration.openAccountPlan(plan.document(), plan.head())
        phone.set(ObjectKind.NODE, "g2", fields("due" to "2026-06-15"), act("12:10"))
        plan.set(ObjectKind.NODE, "g2", fields("due" to "2026-04-30"), act("12:30"))
        val merged = plan.merge(phone.document(), listOf(manager), Instant.parse("2026-02-02T13:00:00Z"))
        println(merged.clashes.first().reason)
        // to here.

        val (pieces, texts) = (shown("account-plans") + shown("account-plan-history")).unzip()
        assertEquals(texts.joinToString(""), said.toString())
        val here = File("bindings/mobile/kotlin/src/test/kotlin/kam/AccountPlanTest.kt").readText()
        assertEquals(2, pieces.size)
        for (piece in pieces) assertTrue(code(here).contains(code(piece)), piece)
    }

    @Test
    fun `the page on analyses and stakeholders runs and says what it says`() {
        val said = StringBuilder()
        fun println(line: String) = said.appendLine(line)

        // As the guide has it, from here:
        val files = listOf("core", "analyses").map { ConfigurationFile("$it.toml", File("examples/plans/$it.toml").readText()) }
        val configuration = openConfiguration(files)
        val manager = Person("u7", roles = listOf(RoleInUnit("key_account_manager", "DK-East")))
        fun salt() = ByteArray(16).also(SecureRandom()::nextBytes).joinToString("") { "%02x".format(it) }
        fun act(time: String) = Act(manager, Instant.parse("2026-02-02T$time:00Z"), salt = salt())
        fun fields(vararg given: Pair<String, String>) = given.map { (name, text) -> FieldDraft(name, text) }

        val plan = configuration.newAccountPlan("AP-1", fields("unit" to "DK-East", "title" to "Rigshospitalet 2026", "start" to "2026-01-01"), act("08:00"))
        plan.add(ObjectKind.NODE, "g1", fields("title" to "Formulary access"), act("08:05"))
        plan.add(ObjectKind.ANALYSIS, "w", fields("type" to "white_space"), act("08:10"))
        fun cell(product: String, potential: String, current: String) =
            fields("analysis" to "w", "product" to product, "account_unit" to "Cardiology", "potential" to potential, "current" to current, "currency" to "DKK")
        plan.add(ObjectKind.ITEM, "w1", cell("P-1", "1200", "300"), act("08:15"))
        plan.add(ObjectKind.ITEM, "w2", cell("P-2", "800.5", "0"), act("08:20"))
        plan.add(ObjectKind.STAKEHOLDER, "s1", fields("name" to "Head of pharmacy", "influence" to "2", "stance" to "neutral"), act("08:25"))
        val stands = fields("stakeholder" to "s1", "goal" to "g1", "influence" to "5", "stance" to "sceptic", "desired_stance" to "supporter")
        plan.add(ObjectKind.POSITION, "p1", stands, act("08:30"))

        for (cell in plan.whiteSpace().cells) println("${cell.product}: ${cell.difference} ${cell.currency} open, share of wallet ${cell.shareOfWallet}")
        for (gap in plan.stanceGaps()) println("${gap.stakeholder} on ${gap.goal}: ${gap.stance}, wanted ${gap.desired}")
        val coverage = plan.coverage(LocalDate.of(2026, 2, 10), 3u, 30u, "g1")
        println("${coverage.covered} of ${coverage.counted} covered")
        // to here.

        val (piece, text) = shown("analyses-and-stakeholders").single()
        assertEquals(text, said.toString())
        assertTrue(code(File("bindings/mobile/kotlin/src/test/kotlin/kam/AccountPlanTest.kt").readText()).contains(code(piece)), piece)
    }

    private val manager = Person("u7", roles = listOf(RoleInUnit("key_account_manager", "DK-East")))
    private val lead = Person("u1", roles = listOf(RoleInUnit("country_lead", "DK")))

    private fun act(time: String, person: Person = manager) = Act(person, Instant.parse("2026-02-02T$time:00Z"), salt = "salt-of-a-test-00001")

    private fun fields(vararg given: Pair<String, String>) = given.map { (name, text) -> FieldDraft(name, text) }

    private fun AccountPlan.due(node: String) = plan().use { plan -> plan.nodes().single { it.id == node }.due }

    @Test
    fun `copies that were changed apart become one, and what does not fit is told`() {
        val configuration = openConfiguration(listOf(ConfigurationFile("core.toml", File("examples/plans/core.toml").readText())))
        val desk = configuration.newAccountPlan("AP-1", fields("unit" to "DK-East", "title" to "Rigshospitalet 2026"), act("08:00"))
        desk.add(ObjectKind.NODE, "g1", fields("title" to "Formulary access", "weight" to "3", "due" to "2026-06-30"), act("08:10"))
        desk.add(ObjectKind.NODE, "g2", fields("title" to "Nurse training"), act("08:20"))

        val phone = configuration.openAccountPlan(desk.document(), desk.head())
        phone.changeStatus("g2", "done", act("09:00"))
        phone.set(ObjectKind.NODE, "g1", fields("due" to "2026-05-31"), act("09:10"))
        phone.add(ObjectKind.NODE, "g3", fields("title" to "Tender of 2027"), act("09:20"))
        desk.set(ObjectKind.NODE, "g1", fields("due" to "2026-09-30"), act("09:05", lead))
        desk.set(ObjectKind.NODE, "g2", fields("title" to "Training of nurses"), act("09:15", lead))

        val brought = phone.document()
        val merged = desk.merge(brought, listOf(manager), Instant.parse("2026-02-02T10:00:00Z"))
        assertEquals(listOf(3u, listOf(6u, 7u), emptyList<UInt>()), listOf(merged.common, merged.taken, merged.known))
        val clash = merged.clashes.single()
        assertEquals(listOf("conflict", 5u, "u7"), listOf(clash.refusal, clash.entry.number, clash.entry.person))
        val named = "the field `due` of the node `g1` was changed by `u1` in entry 4: it is `2026-09-30` now, and should become `2026-05-31`"
        assertEquals(named, clash.reason)
        assertTrue(File("examples/README.md").readText().contains(named))
        assertEquals(LocalDate.of(2026, 9, 30), desk.due("g1"))
        assertEquals("20", desk.completion()?.toPlainString())

        val taken = desk.entries(5u).first()
        assertEquals(listOf(Instant.parse("2026-02-02T09:00:00Z"), Instant.parse("2026-02-02T10:00:00Z"), 3u), listOf(taken.madeAt, taken.at, taken.madeOn))

        // Again nothing is made twice, and what was not decided is still told.
        val again = desk.merge(brought, listOf(manager), Instant.parse("2026-02-02T10:05:00Z"))
        assertEquals(listOf(emptyList<UInt>(), listOf(4u, 6u), 1), listOf(again.taken, again.known, again.clashes.size))

        desk.set(ObjectKind.NODE, "g1", clash.entry.changes.map { FieldDraft(it.field, it.newValue) }, act("10:10", lead))
        assertEquals(LocalDate.of(2026, 5, 31), desk.due("g1"))

        // The chain of what both go on with is verified in opening it, with the digest of its last entry.
        val (document, head) = desk.document() to desk.head()
        configuration.openAccountPlan(document, head).use { opened -> assertEquals(listOf(8u, document), listOf(opened.version(), opened.document())) }
        val altered = document.replace("2026-09-30", "2026-10-01")
        val broken = assertThrows(Fault.BrokenHistory::class.java) { configuration.openAccountPlan(altered, head).close() }
        assertEquals(4u, broken.place)
        assertThrows(Fault.BrokenHistory::class.java) { configuration.openAccountPlan(brought, head).close() }
        listOf(desk, phone, configuration).forEach { it.close() }
    }
}
